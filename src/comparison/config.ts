import { type Comparison, platformText, type ReportImage } from "../model/index.ts"
import { namesOf } from "./changes.ts"

type Config = ReportImage["config"]

type Difference = Comparison["config"][number]

/** What a container of the image runs, and how, as far as the other one runs otherwise. */
export function configChanges(before: ReportImage, after: ReportImage): Comparison["config"] {
  const [old, now] = [fieldsOf(before), fieldsOf(after)]
  return [
    ...differences(new Map(old), new Map(now)).map(({ field, ...one }) => ({ field, ...emptied(one) })),
    // Values of variables are where credentials live that nobody recognised.
    ...differences(variablesOf(before), variablesOf(after)).map(({ field, before: was, after: is }) => ({
      field: `env ${field}`,
      before: was === null ? null : "set",
      after: is === null ? null : was === null ? "set" : "set to another value",
    })),
    ...differences(labelsOf(before), labelsOf(after)).map(({ field, ...one }) => ({ field: `label ${field}`, ...one })),
  ]
}

function differences(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): Difference[] {
  return namesOf(before, after)
    .map((field) => ({ field, before: before.get(field) ?? null, after: after.get(field) ?? null }))
    .filter((one) => one.before !== one.after)
}

/** What is empty says nothing. */
const emptied = ({ before, after }: Omit<Difference, "field">): Omit<Difference, "field"> => ({
  before: before || null,
  after: after || null,
})

/** In the words of the report, and always in this order. */
const fieldsOf = ({ platform, os, config }: ReportImage): readonly (readonly [string, string])[] => [
  ["platform", platformText(platform)],
  ["os", os === null ? "" : os.name || `${os.id} ${os.version}`.trim()],
  ["user", config.user],
  ["entrypoint", listOf(config.entrypoint)],
  ["cmd", listOf(config.cmd)],
  ["workdir", config.workdir],
  ["exposedPorts", config.exposedPorts.toSorted().join(", ")],
  ["volumes", config.volumes.toSorted().join(", ")],
  ["healthcheck", healthcheckOf(config.healthcheck)],
  ["stopSignal", config.stopSignal ?? ""],
  ["shell", listOf(config.shell)],
  ["onbuild", config.onbuild.join("; ")],
]

/** Of a variable that stands twice, a container gets the last. */
const variablesOf = ({ config }: ReportImage): ReadonlyMap<string, string> =>
  new Map(config.env.map(({ name, value }) => [name, value] as const).toSorted(byName))

const labelsOf = ({ config }: ReportImage): ReadonlyMap<string, string> =>
  new Map(Object.entries(config.labels).toSorted(byName))

const byName = ([a]: readonly [string, string], [b]: readonly [string, string]): number => (a < b ? -1 : a > b ? 1 : 0)

const listOf = (words: readonly string[] | null): string =>
  words === null || words.length === 0 ? "" : JSON.stringify(words)

const time = (name: string, ns: number | undefined): string[] => (ns === undefined ? [] : [`--${name}=${ns / 1e9}s`])

/** As a Dockerfile would say it. */
function healthcheckOf(healthcheck: Config["healthcheck"]): string {
  if (healthcheck === null) return ""
  const { test, intervalNs, timeoutNs, startPeriodNs, retries } = healthcheck
  const [how = "", ...command] = test
  return [
    ...time("interval", intervalNs),
    ...time("timeout", timeoutNs),
    ...time("start-period", startPeriodNs),
    ...(retries === undefined ? [] : [`--retries=${retries}`]),
    ...(how === "CMD-SHELL" ? ["CMD", ...command] : [how, ...(command.length === 0 ? [] : [JSON.stringify(command)])]),
  ].join(" ")
}

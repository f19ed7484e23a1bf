import { count, formatBytes, type Report, type ReportImage } from "../../model/index.ts"
import { grouped, some } from "../document/amounts.ts"
import { type Block, code, heading, joined, type Line, list, paragraph } from "../document/blocks.ts"
import { budgetBlocks } from "../document/budgets.ts"
import { nameOf } from "../document/names.ts"
import { problemLines, unread } from "../document/verdict.ts"
import type { Look } from "../look.ts"

/** Lines of one kind that are shown. */
const SHOWN = 50

/** What was held against which rules, and what nobody looked at. */
export function scopeBlocks(report: Report, look: Look): readonly Block[] {
  const { images } = report
  const bound = images.filter(({ budgets }) => budgets.length > 0)
  return [
    ...(bound.length === 0 ? [] : [heading(2, "Budgets")]),
    ...bound.flatMap((image) => [
      ...(images.length === 1 ? [] : [paragraph([code(nameOf(image)), ":"])]),
      ...budgetBlocks(image),
    ]),
    heading(2, "Scope"),
    list([...ruleLines(images, look), ...settingLines(report)].map((line) => [paragraph(line)])),
    heading(2, "What was not looked at"),
    list([...unseenLines(report), ...ALWAYS].map((line) => [paragraph(line)])),
    ...notedBlocks(report),
  ]
}

/** What an audit of an archive can't see, whatever the image. */
const ALWAYS: readonly Line[] = [
  [
    "Known vulnerabilities of packages: no vulnerability database was asked. A scanner with one belongs beside this review.",
  ],
  ["What the program does when it runs: nothing of the image was started."],
  ["How it is started: options of the command line, of compose files and of Kubernetes can undo what the image sets."],
  ["Whether a credential still works, and whether a signature is valid: nobody was asked."],
  ["Whether the image was built from the source that its labels name."],
]

const names = (ids: Iterable<string>): Line => joined([...ids].map(code))

function ruleLines(images: readonly ReportImage[], look: Look): readonly Line[] {
  const all = new Set(images.flatMap(({ rules }) => rules.map(({ id }) => id)))
  const off = new Set(
    images.flatMap(({ rules }) => rules.filter(({ severity }) => severity === "off").map(({ id }) => id)),
  )
  const usual = new Map(look.rules?.map(({ id, severity }) => [id, severity]))
  const changed = new Map(
    images.flatMap(({ rules }) =>
      rules
        .filter(({ id, severity }) => severity !== "off" && usual.has(id) && usual.get(id) !== severity)
        .map(({ id, severity }) => [id, `${id}=${severity}`] as const),
    ),
  )
  return [
    [`${all.size - off.size} of ${all.size} rules were in force${images.length > 1 ? " for every image" : ""}.`],
    ...(off.size === 0 ? [] : [["Turned off: ", ...names(off), "."]]),
    ...(changed.size === 0 ? [] : [["Of another severity than their own: ", ...names(changed.values()), "."]]),
  ]
}

function settingLines({ settings, today, severity, shard }: Report): readonly Line[] {
  return [
    ...(settings.length === 0 ? [["No settings file and no baseline had a say."]] : []),
    ...settings.map(({ kind, path }): Line => [kind === "config" ? "Settings: " : "Baseline: ", code(path)]),
    ...(today === undefined ? [] : [[`Ends of support and of acceptances were held against ${today}.`]]),
    ...(severity === undefined
      ? []
      : [[`Findings milder than ${severity} were not asked for and are not listed; the verdict is about all.`]]),
    ...(shard === undefined
      ? []
      : [[`This is share ${shard.index} of ${shard.count} of the inputs; the others are reviewed elsewhere.`]]),
  ]
}

/** What this run left out. */
function unseenLines({ inputs, images }: Report): readonly Line[] {
  const layers = images.flatMap((image) => image.layers)
  const files = layers.reduce((sum, { unopened }) => sum + unopened.files, 0)
  const bytes = layers.reduce((sum, { unopened }) => sum + unopened.bytes, 0)
  const secrets = layers.reduce((sum, { secretsOmitted }) => sum + secretsOmitted, 0)
  const findings = images.reduce((sum, { findingsOmitted }) => sum + findingsOmitted, 0)
  const incomplete = layers.filter(({ complete }) => !complete).length
  return [
    ...unread(inputs).map(({ path }): Line => [{ strong: "Not read whole" }, ": ", code(path)]),
    ...(incomplete === 0
      ? []
      : [[`${grouped(incomplete)} of ${count(layers.length, "layer")} could not be read or proved.`]]),
    ...(files === 0
      ? []
      : [
          [
            `${some(files, "file")} (${formatBytes(bytes)}) were not searched wholly for credentials: packed in a way that is not read, damaged, too large, or left out.`,
          ],
        ]),
    ...(secrets === 0 ? [] : [[`${some(secrets, "further credential")} were only counted.`]]),
    ...(findings === 0
      ? []
      : [[`${some(findings, "finding")} of rules that found over a thousand are not in the report.`]]),
  ]
}

function notedBlocks({ inputs }: Report): readonly Block[] {
  const lines = problemLines(inputs, "noted")
  if (lines.length === 0) return []
  return [
    heading(2, "Worth knowing of the archive"),
    list(lines.slice(0, SHOWN).map((line) => [paragraph(line)])),
    ...(lines.length > SHOWN ? [paragraph([`And ${some(lines.length - SHOWN, "more note")}.`])] : []),
  ]
}

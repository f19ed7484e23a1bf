import type { AuditOptions } from "../audit/index.ts"
import { LIMITS, nearest, PlimsollError, SEVERITIES } from "../model/index.ts"
import type { BudgetSetting, LimitName, RuleSetting, Severity } from "../model/index.ts"
import { keyOf, LIMIT_OPTIONS } from "./options.ts"
import type { RawOptions } from "./options.ts"
import { SENTENCES } from "./sentences.ts"
import { choiceOf, countOf, dayOf, secondsOf, severityOf, shardOf, sizeOf } from "./values.ts"

const READERS = { bytes: sizeOf, count: countOf, ratio: countOf, seconds: secondsOf } as const

const PLATFORM = /^[^/\s]+(?:\/[^/\s]+){1,2}$/

/** Every value of an option that may be given more than once. */
export function allOf(raw: RawOptions, key: string): readonly string[] {
  const value = raw[key]
  return Array.isArray(value) ? value : []
}

/** The value of an option, null where it is not given. */
export function textOf(raw: RawOptions, key: string): string | null {
  const value = raw[key]
  return typeof value === "string" ? value : null
}

function limitsOf(raw: RawOptions): NonNullable<AuditOptions["limits"]> {
  const given = LIMIT_OPTIONS.flatMap(({ flag, limit }): [LimitName, number][] => {
    const text = textOf(raw, keyOf(flag))
    return text === null ? [] : [[limit, READERS[LIMITS[limit].unit](flag, text)]]
  })
  return Object.fromEntries(given)
}

async function rulesOf(given: readonly string[]): Promise<NonNullable<AuditOptions["rules"]>> {
  if (given.length === 0) return new Map()
  const { RULES } = await import("../rules/index.ts")
  return new Map(
    given.map((text): [string, RuleSetting] => {
      const [id = "", ...rest] = text.split("=")
      const rule = RULES.find((one) => one.id === id)
      if (rule === undefined)
        throw new PlimsollError(
          SENTENCES.noRule(
            id,
            nearest(
              id,
              RULES.map((one) => one.id),
            ),
          ),
        )
      const how: "off" | Severity =
        rest.length === 0 ? rule.severity : choiceOf(`--rule ${id}`, rest.join("="), ["off", ...SEVERITIES])
      return [id, how]
    }),
  )
}

/** Limits by key, as a settings file has them; a size and the growth of one thing are two limits. */
function budgetsOf(given: readonly string[]): NonNullable<AuditOptions["budgets"]> {
  const budgets = new Map<string, BudgetSetting>()
  for (const text of given) {
    const at = text.lastIndexOf("=")
    const limit = text.slice(at + 1).trim()
    if (at < 1 || limit === "") throw new PlimsollError(SENTENCES.noBudget(text))
    const key = text.slice(0, at).trim()
    budgets.set(key, { ...budgets.get(key), ...(limit.startsWith("+") ? { growth: limit } : { max: limit }) })
  }
  return Object.fromEntries(budgets)
}

/** What the command line asks of an audit. Throws a `PlimsollError` for what can't be meant. */
export async function auditOptions(raw: RawOptions): Promise<AuditOptions> {
  const platforms = allOf(raw, "platform")
  const unclear = platforms.find((platform) => !PLATFORM.test(platform))
  if (unclear !== undefined) throw new PlimsollError(SENTENCES.noPlatform(unclear))
  const profile = textOf(raw, "profile")
  const failOn = textOf(raw, "failOn")
  const severity = textOf(raw, "severity")
  const shard = textOf(raw, "shard")
  const jobs = textOf(raw, "jobs")
  const today = textOf(raw, "today")
  return {
    images: allOf(raw, "image"),
    platforms,
    limits: limitsOf(raw),
    rules: await rulesOf(allOf(raw, "rule")),
    budgets: budgetsOf(allOf(raw, "budget")),
    ...(profile === null ? {} : { profile }),
    bases: allOf(raw, "base"),
    ...(typeof raw["ownLayersOnly"] === "boolean" ? { ownLayersOnly: raw["ownLayersOnly"] } : {}),
    ...(failOn === null ? {} : { failOn: choiceOf("--fail-on", failOn, [...SEVERITIES, "none"]) }),
    ...(severity === null ? {} : { severity: severityOf("--severity", severity) }),
    ...(shard === null ? {} : { shard: shardOf("--shard", shard) }),
    ...(jobs === null ? {} : { jobs: countOf("--jobs", jobs) }),
    ...(today === null ? {} : { today: dayOf("--today", today) }),
    ...(raw["contents"] === false ? { contents: false } : {}),
    ...(raw["files"] === true ? { files: true } : {}),
    ...(raw["timestamp"] === true ? { timestamp: new Date() } : {}),
  }
}

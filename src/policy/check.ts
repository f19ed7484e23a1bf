import {
  SEVERITIES,
  type Finding,
  type Image,
  type OptionValue,
  type Problem,
  type Remark,
  type Rule,
  type RuleContext,
  type Severity,
} from "../model/index.ts"
import type { ImageAcceptances } from "./accept.ts"
import { fingerprintOf } from "./fingerprint.ts"
import { isInherited } from "./inherited.ts"
import type { RulesInForce } from "./rules-in-force.ts"

export interface Checked {
  /** Worst first, then by rule, place, line and message. */
  readonly findings: readonly Finding[]
  /** Findings left out because one rule had too many. */
  readonly omitted: number
  /** Rules that could not run: never silently a pass. */
  readonly problems: readonly Problem[]
}

/** Findings of one rule in one image that are alike to a verdict; a report of a hundred thousand helps nobody. */
const MAX_FINDINGS = 1000

/** A thousand findings that are known, mild or the base's must not push out the one that fails. */
const kindOf = ({ status, severity, inherited }: Finding): string => [status, severity, inherited].join(" ")

/** Runs every rule that is not off over one image. */
export function check(
  image: Image,
  rules: readonly Rule[],
  { severities, options }: RulesInForce,
  context: Omit<RuleContext, "options">,
  acceptances: ImageAcceptances,
): Checked {
  const findings: Finding[] = []
  const problems: Problem[] = []
  let omitted = 0
  for (const rule of rules) {
    const setting = severities.get(rule.id)
    if (setting === "off") continue
    const counts = new Map<string, number>()
    try {
      for (const remark of rule.check(image, { ...context, options: optionsOf(rule, options.get(rule.id)) })) {
        const finding = toFinding(image, rule, remark, setting, acceptances)
        const kind = kindOf(finding)
        const count = (counts.get(kind) ?? 0) + 1
        counts.set(kind, count)
        if (count <= MAX_FINDINGS) findings.push(finding)
        else omitted += 1
      }
    } catch (error) {
      problems.push({
        code: "internal-error",
        message: `the rule ${rule.id} could not run (${error instanceof Error ? error.message : String(error)}); please report it`,
      })
    }
  }
  return { findings: findings.toSorted(order), omitted, problems }
}

/** Every option of a rule: as set, or its default. */
const optionsOf = (rule: Rule, set: Readonly<Record<string, OptionValue>> = {}): Record<string, OptionValue> =>
  Object.fromEntries(Object.entries(rule.options ?? {}).map(([name, option]) => [name, set[name] ?? option.default]))

function toFinding(
  image: Image,
  rule: Rule,
  remark: Remark,
  setting: Severity | undefined,
  acceptances: ImageAcceptances,
): Finding {
  const { message, remedy, location, places, bytes, secret } = remark
  const inherited = isInherited(image, location, places)
  const finding: Finding = {
    fingerprint: fingerprintOf(rule, remark),
    rule: rule.id,
    severity: setting ?? remark.severity ?? rule.severity,
    message,
    remedy,
    location,
    ...(places === undefined ? {} : { places }),
    ...(secret === undefined ? {} : { secret: { type: secret.type, redacted: secret.redacted } }),
    ...(bytes === undefined ? {} : { bytes }),
    ...(inherited === undefined ? {} : { inherited }),
    status: "new",
  }
  return { ...finding, ...acceptances.statusOf(finding, secret?.valueHash) }
}

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0)

function order(a: Finding, b: Finding): number {
  return (
    compare(SEVERITIES.indexOf(a.severity), SEVERITIES.indexOf(b.severity)) ||
    compare(a.rule, b.rule) ||
    compare(b.bytes ?? 0, a.bytes ?? 0) ||
    compare(a.location.path ?? a.location.key ?? "", b.location.path ?? b.location.key ?? "") ||
    compare(a.location.line ?? 0, b.location.line ?? 0) ||
    compare(a.message, b.message)
  )
}

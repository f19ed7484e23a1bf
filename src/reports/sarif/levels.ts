import type { Result } from "sarif"
import type { Severity } from "../../model/index.ts"

interface Level {
  readonly level: Result.level
  /** `problem.severity`, of rules that are not about security. */
  readonly problem: "error" | "warning" | "recommendation"
  /**
   * `security-severity`: in the middle of the band that GitHub calls by the same name. Critical is over 9.0; what is
   * only worth knowing has none, for the lowest band is called low.
   */
  readonly security: string | null
}

const LEVELS: Readonly<Record<Severity, Level>> = {
  critical: { level: "error", problem: "error", security: "9.5" },
  high: { level: "error", problem: "error", security: "8.0" },
  medium: { level: "warning", problem: "warning", security: "5.5" },
  low: { level: "note", problem: "recommendation", security: "2.0" },
  info: { level: "note", problem: "recommendation", security: null },
}

/** SARIF's own levels. */
export const levelOf = (severity: Severity): Result.level => LEVELS[severity].level

/** What GitHub calls a finding that is not about security. */
export const problemOf = (severity: Severity): Level["problem"] => LEVELS[severity].problem

/** What makes a rule one about security, and says how grave. */
export function securityOf(severity: Severity): { readonly "security-severity"?: string } {
  const { security } = LEVELS[severity]
  return security === null ? {} : { "security-severity": security }
}

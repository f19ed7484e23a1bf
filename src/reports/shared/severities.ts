import { SEVERITIES } from "../../model/index.ts"
import type { Finding, Severity } from "../../model/index.ts"

/** `1 critical, 2 high`, worst first; `none` where there are none. */
export function countBySeverity(findings: readonly { readonly severity?: Severity }[]): string {
  const counts = SEVERITIES.map((severity) => [
    findings.filter((finding) => finding.severity === severity).length,
    severity,
  ])
  const shown = counts.filter(([number]) => number !== 0)
  return shown.length === 0 ? "none" : shown.map((pair) => pair.join(" ")).join(", ")
}

/** What is not about bytes comes before what is. */
const weightOf = ({ bytes }: Finding): number => bytes ?? Number.MAX_SAFE_INTEGER

/** Those that are news: the worst first, of one severity those that cost most bytes, else in their order. */
export const newFindings = (findings: readonly Finding[]): Finding[] =>
  findings
    .filter((finding) => finding.status === "new")
    .toSorted(
      (one, other) =>
        SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity) || weightOf(other) - weightOf(one),
    )

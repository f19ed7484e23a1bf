import { SEVERITIES } from "../../model/index.ts"
import type { Finding, Report, Severity } from "../../model/index.ts"

/** `1 critical, 2 high`, worst first; `none` where there are none. */
export function countBySeverity(findings: readonly { readonly severity?: Severity }[]): string {
  const counts = SEVERITIES.map((severity) => [
    findings.filter((finding) => finding.severity === severity).length,
    severity,
  ])
  const shown = counts.filter(([number]) => number !== 0)
  return shown.length === 0 ? "none" : shown.map((pair) => pair.join(" ")).join(", ")
}

const rankOf = ({ severity }: { readonly severity?: Severity }): number =>
  severity === undefined ? -1 : SEVERITIES.indexOf(severity)

/** Rules or budgets that failed, each once, those with the worst finding first. */
export const idsOf = (failures: Report["failures"]): string[] => [
  ...new Set(failures.toSorted((one, other) => rankOf(one) - rankOf(other)).map(({ id }) => id)),
]

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

import { budgetSubject, type Finding, formatBytes, type ReportImage } from "../../model/index.ts"
import { BUDGET_RULE } from "./entries.ts"

/** What somebody took upon himself: a finding, or growth beyond a budget. */
export type Accepted = Pick<
  Finding,
  "severity" | "rule" | "message" | "location" | "reason" | "owner" | "expires" | "acceptedBy" | "status"
>

/** Every risk of an image that is accepted: findings, the worst first, then growth. */
export const acceptedIn = ({ findings, budgets }: ReportImage): readonly Accepted[] => [
  ...findings.filter(({ status }) => status !== "new"),
  ...budgets.flatMap(({ key, unit, accepted = [] }) =>
    accepted.map(({ by, ...why }): Accepted => ({
      severity: "info",
      rule: BUDGET_RULE,
      message: `${budgetSubject({ key, unit })} may grow by ${unit === "bytes" ? formatBytes(by) : by} more than its budget allows.`,
      location: { kind: "image" },
      status: "baseline",
      acceptedBy: "the baseline",
      ...why,
    })),
  ),
]

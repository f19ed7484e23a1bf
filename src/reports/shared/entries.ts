import { createHash } from "node:crypto"
import type { Finding, Report, ReportImage } from "../../model/index.ts"

type Failure = Report["failures"][number]

/** The rule that tells of broken budgets. */
export const BUDGET_RULE = "size/budget"

/** A budget that is broken, for formats that know only findings. */
function findingOf({ id, message }: Failure): Finding {
  const fingerprint = createHash("sha256")
    .update(JSON.stringify(["budget", id]))
    .digest("hex")
    .slice(0, 16)
  const location = { kind: "image", key: id } as const
  return { fingerprint, rule: BUDGET_RULE, severity: "high", message, remedy: "", location, status: "new" }
}

/** What was found in an image, and the budgets that it broke although no finding says so, for their rule is off or not shown. */
export function findingsIn({ id, findings }: ReportImage, failures: readonly Failure[]): readonly Finding[] {
  const broken = failures.filter(({ kind, image }) => kind === "budget" && image === id)
  if (broken.length === 0) return findings
  const said = new Set(findings.map(({ message }) => message))
  return [...broken.filter(({ message }) => !said.has(message)).map(findingOf), ...findings]
}

/** What kept the audit from being whole: never nothing where the verdict is `incomplete`. */
export function notRead({
  failures,
  verdict,
}: Pick<Report, "failures" | "verdict">): readonly { readonly id: string; readonly message: string }[] {
  const unread = failures.filter(({ kind }) => kind === "input")
  if (unread.length > 0 || verdict !== "incomplete") return unread
  return [{ id: "nothing-audited", message: "Nothing was audited, so nothing is proved." }]
}

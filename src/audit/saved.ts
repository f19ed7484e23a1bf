import { compare, counterpartsOf } from "../comparison/index.ts"
import type { Finding, Problem, Report, ReportImage } from "../model/index.ts"
import { judgeBudgets, needsFiles, ONLY_NEW } from "../policy/index.ts"
import { heldAgainst } from "./held.ts"
import { judged } from "./judged.ts"
import type { AuditOptions } from "./options.ts"
import { prepare, type Ready } from "./prepare.ts"
import { withProblems } from "./problems.ts"

/**
 * Judges what an audit has saved: no rule runs again, its findings and those that were accepted are as they were, but
 * for severities that settings give now, and for what no longer holds. It is compared, held against budgets and against
 * what is accepted now. Rejects as an audit does.
 */
export async function auditSaved(saved: Report, options: AuditOptions = {}): Promise<Report> {
  const ready = await prepare(options)
  const inputs = saved.inputs.filter(({ role }) => role === "audited")
  const others = counterpartsOf(saved.images, [...ready.unpaired], true)
  const checked = saved.images.map((image, at) => checkSaved(image, others[at] ?? null, ready, options))
  const problems = [...checked.flatMap((image) => image.problems), ...ready.policies.problems()]
  const [first, ...rest] = inputs
  return judged(
    first === undefined ? [] : [withProblems(first, problems), ...rest],
    checked.map(({ report }) => report),
    ready,
    options,
  )
}

function checkSaved(
  image: ReportImage,
  other: ReportImage | null,
  ready: Ready,
  options: AuditOptions,
): { readonly report: ReportImage; readonly problems: readonly Problem[] } {
  const { inForce, budgets: limits, measured, accepted } = heldAgainst(image, other, ready, options)
  const ofBudgets = new Set(image.budgets.map(({ fingerprint }) => fingerprint))
  const report: ReportImage = {
    ...image,
    rules: image.rules.map(({ id, severity }) => ({ id, severity: inForce.severities.get(id) ?? severity })),
    budgets: judgeBudgets(limits, null, image, measured, ready.today),
    findings: image.findings
      .filter(({ fingerprint }) => !ofBudgets.has(fingerprint))
      .flatMap((finding): Finding[] => {
        const severity = inForce.severities.get(finding.rule) ?? finding.severity
        if (severity === "off") return []
        const now = { ...(isStillAccepted(finding, ready.today) ? finding : asNew(finding)), severity }
        return [now.status === "new" ? { ...now, ...accepted.statusOf(now, undefined) } : now]
      }),
  }
  return {
    report: options.compare === undefined ? report : { ...report, comparison: compare(other, report) },
    problems: limits.filter(needsFiles).map(({ key }) => ({
      code: "unmeasured-budget",
      message: `the budget ${key} can't be measured from a saved report, which lists no files; give the archive in its place`,
    })),
  }
}

/** What another image was to excuse, or somebody up to a day that has passed, counts again. */
const isStillAccepted = ({ acceptedBy, expires }: Finding, today: string): boolean =>
  acceptedBy !== ONLY_NEW && (expires === undefined || expires >= today)

function asNew(finding: Finding): Finding {
  const { reason: _reason, owner: _owner, expires: _expires, acceptedBy: _acceptedBy, ...rest } = finding
  return { ...rest, status: "new" }
}

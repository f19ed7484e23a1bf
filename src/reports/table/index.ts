import type { Report } from "../../model/index.ts"
import { budgetsSection, isBroken } from "./budgets.ts"
import { comparisonSection, differenceSections } from "./comparison.ts"
import { endLines } from "./end.ts"
import { findingsSection } from "./findings.ts"
import { layersSection } from "./layers.ts"
import type { Look } from "../look.ts"
import { penFor } from "./pen.ts"
import { summarySection, told } from "./summary.ts"
import { titleLines } from "./title.ts"
import { causeLines, noteLines, verdictLine } from "./verdict.ts"
import { wasteSection } from "./waste.ts"

/**
 * The report for a person whose build just went red: the verdict, what decided it and the fix, then where the bytes
 * are. Pure text; no line is wider than `look.width`.
 */
export function table(report: Report, look: Look): string {
  const pen = penFor(look)
  const verdict = [verdictLine(report, pen), ...causeLines(report, pen)]
  if (look.quiet) return `${verdict.join("\n")}\n`
  const several = report.images.length > 1
  const isWhole = report.inputs.every(({ role, complete }) => role === "audited" || complete)
  const blocks = [
    verdict,
    ...told(report, pen).flatMap((image) => [
      titleLines(image, pen),
      ...(look.isDiff ? [comparisonSection(image, isWhole, pen)] : []),
      ...(isBroken(image) ? [budgetsSection(image, pen)] : []),
      findingsSection(image, report.failures, pen),
      ...(isBroken(image) ? [] : [budgetsSection(image, pen)]),
      ...(look.isDiff
        ? differenceSections(image, pen)
        : [comparisonSection(image, isWhole, pen), layersSection(image, pen), wasteSection(image, pen)]),
    ]),
    several ? summarySection(report, pen) : [],
    noteLines(report, pen),
    report.images.length === 0 ? [] : endLines(report, pen),
  ]
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join("\n"))
    .join("\n\n")}\n`
}

import { isGrowth, type ReportBudget } from "../../../model/index.ts"
import { html, type Markup } from "../markup.ts"
import { percentage } from "./parts/bytes.ts"

/** Air right of the largest, and of growth left of what it grows from. */
const AIR = 1.08

/** What is there as a bar, and the load line drawn at what is allowed. The numbers stand beside it. */
export function budgetBar(budget: ReportBudget): Markup | null {
  const { actual, allowed, warning, baseline } = budget
  if (allowed === null || budget.state === "unmatched") return null
  const most = Math.max(actual, allowed, warning ?? 0, baseline ?? 0)
  // Of growth, only the part that is in question: a percent of a large image would be no wider than a hair.
  const start =
    isGrowth(budget) && baseline !== null ? Math.max(0, Math.min(baseline, actual) - (most - baseline) * 0.25) : 0
  const at = (value: number): string => percentage(value - start, (most - start) * AIR)
  return html`<svg class="budget ${actual > allowed ? "over" : "within"}" aria-hidden="true">
    <rect class="track" y="11" width="100%" height="6" />
    <rect class="fill" y="11" width="${at(actual)}" height="6" />
    ${isGrowth(budget) && baseline !== null && tick("baseline", at(baseline))}
    ${warning !== null && tick("warning", at(warning))}
    <svg x="${at(allowed)}" overflow="visible">
      <circle class="load" cy="14" r="6" />
      <path class="load" d="M0 1v26" />
    </svg>
  </svg>`
}

const tick = (kind: string, x: string): Markup => html`<line class="${kind}" x1="${x}" x2="${x}" y1="7" y2="21" />`

import type { ReportBudget } from "./report.ts"

/** How large something may be. Sizes are `200MB`, `1.5 GiB` or bare bytes; what is counted is a bare number. */
export interface BudgetSetting {
  /** More than this breaks it. Of wasted bytes also a share of the content: `5%`. */
  readonly max?: string
  /** More than this is told. */
  readonly warn?: string
  /** As much more than the baseline: `10MB`, `5%`, or by what the version says of the change. */
  readonly growth?: string | { readonly patch?: string; readonly minor?: string; readonly major?: string }
  /** So many bytes never break a limit that is a percentage. */
  readonly floor?: string
  /** What the team tells those who break it. */
  readonly message?: string
}

/** Budgets by what they bound, such as `filesystem` or `path:/srv/**`. A bare text is the `max`, with a `+` before it the `growth`. */
export type BudgetSettings = Readonly<Record<string, string | BudgetSetting>>

/** True for a limit on growth, which begins with a `+`. */
export const isGrowth = ({ limit }: Pick<ReportBudget, "limit">): boolean => limit.startsWith("+")

/** A limit on growth without what is accepted beyond it. */
export const configuredLimit = ({ limit }: Pick<ReportBudget, "limit">): string =>
  limit.replace(/ and [^(]* accepted$/, "")

/** What a sentence about a budget is about: `archive`, `The number of files`. */
export const budgetSubject = ({ key, unit }: Pick<ReportBudget, "key" | "unit">): string =>
  unit === "count" ? `The number of ${key}` : key

/** What has to be talked about first: growth, then what is large, then what is many. For sorting. */
export const byUrgency = (
  one: Pick<ReportBudget, "limit" | "unit">,
  other: Pick<ReportBudget, "limit" | "unit">,
): number => urgencyOf(one) - urgencyOf(other)

const urgencyOf = (budget: Pick<ReportBudget, "limit" | "unit">): number =>
  (budget.unit === "bytes" ? 0 : 2) + (isGrowth(budget) ? 0 : 1)

/** What tells the finding of one budget from those of others. Who accepts one state of it has not accepted another. */
export const budgetIdentity = (budget: Pick<ReportBudget, "key" | "limit" | "state">): string =>
  [budget.key, isGrowth(budget) ? "growth" : "max", budget.state].join(" ")

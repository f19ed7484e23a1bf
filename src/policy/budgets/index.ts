import {
  budgetIdentity,
  type BaselineImage,
  type Image,
  type ReportBudget,
  type ReportImage,
} from "../../model/index.ts"
import { versionOf } from "../baseline/version.ts"
import { fingerprintOf } from "../fingerprint.ts"
import { causesOfGrowth, causesOfSize } from "./causes.ts"
import { sumFiles } from "./files.ts"
import { allowedGrowth, growthText } from "./growth.ts"
import { amountOf, type Limit } from "./limits.ts"
import { globsOf, measureImage, type Measured } from "./measure.ts"
import type { Budget } from "./read.ts"

export { LEAST_SHARE, mergedParts } from "./causes.ts"
export { acceptedBeyond } from "./growth.ts"
export { parseKey } from "./keys.ts"
export { measureImage } from "./measure.ts"
export { parseAmount, wantedAmount } from "./limits.ts"
export { readBudgets, type Budget } from "./read.ts"

/** The rule that tells of budgets. */
const RULE = { id: "size/budget" }

/**
 * Holds an image against its budgets: one entry for a budget's size, another for its growth. `known` is what growth is
 * measured from. `today` is `YYYY-MM-DD`. Where there is but a report of the image, those that need its files are left out.
 */
export function judgeBudgets(
  budgets: readonly Budget[],
  image: Image | null,
  report: ReportImage,
  known: BaselineImage | null,
  today: string,
): readonly ReportBudget[] {
  const globs = budgets.flatMap(({ measure }) => globsOf(measure))
  const files = image === null ? null : sumFiles(image, globs)
  return budgets.flatMap((budget) => {
    const measured = measureImage(budget.measure, report, files)
    if (measured === null) return []
    // What is missing may be in what was not read.
    if (!measured.isFound && report.complete) return [unmatched(budget)]
    return [
      ...(budget.max === null && budget.warn === null ? [] : [judgeSize(budget, measured, report)]),
      ...(Object.keys(budget.growth).length === 0 ? [] : [judgeGrowth(budget, measured, report, known, today)]),
    ]
  })
}

/** True for a budget that no report of an image can be held against: it lists no files. */
export const needsFiles = ({ measure }: Budget): boolean => globsOf(measure).length > 0

type Judged = Partial<ReportBudget> & Pick<ReportBudget, "limit" | "state">

function entry({ key, unit, message }: Budget, judged: Judged): ReportBudget {
  const { state, limit } = judged
  return {
    key,
    unit,
    actual: 0,
    of: "",
    allowed: null,
    warning: null,
    exceeding: 0,
    baseline: null,
    bump: null,
    message,
    causes: [],
    ...judged,
    ok: state === "ok" || state === "warn",
    fingerprint:
      state === "ok"
        ? null
        : fingerprintOf(RULE, { location: { kind: "image" }, identity: budgetIdentity({ key, limit, state }) }),
  }
}

const unmatched = (budget: Budget): ReportBudget =>
  entry(budget, { limit: (budget.max ?? budget.warn)?.text ?? growthText(budget), state: "unmatched" })

function judgeSize(budget: Budget, measured: Measured, report: ReportImage): ReportBudget {
  const { max, warn, floor } = budget
  const bytesOf = (limit: Limit | null): number | null =>
    limit === null ? null : amountOf(limit.amount, report.size.content, floor)
  const { actual, of, each } = measured
  const allowed = bytesOf(max)
  const warning = bytesOf(warn)
  const isOver = allowed !== null && actual > allowed
  const state = isOver ? "over" : warning !== null && actual > warning ? "warn" : "ok"
  const bound = (isOver ? allowed : warning) ?? Infinity
  const exceeding = each === null ? Number(actual > bound) : each.filter(({ bytes }) => bytes > bound).length
  return entry(budget, {
    limit: (max ?? warn)!.text,
    state,
    actual,
    of,
    allowed: allowed ?? warning,
    warning,
    exceeding,
    causes: causesOfSize(measured, report).slice(0, each === null ? undefined : Math.max(1, exceeding)),
  })
}

function judgeGrowth(
  budget: Budget,
  measured: Measured,
  report: ReportImage,
  known: BaselineImage | null,
  today: string,
): ReportBudget {
  const { actual, of } = measured
  const baseline = known !== null && Object.hasOwn(known.sizes, budget.key) ? (known.sizes[budget.key] ?? null) : null
  if (known === null || baseline === null)
    return entry(budget, { limit: growthText(budget), state: "no-baseline", actual, of })
  const { text, allowed, bump, accepted } = allowedGrowth(budget, baseline, known, versionOf(report), today)
  const isOver = actual > allowed
  return entry(budget, {
    limit: text,
    state: isOver ? "over" : "ok",
    actual,
    of,
    allowed,
    baseline,
    bump,
    exceeding: Number(isOver),
    ...(accepted.length === 0 ? {} : { accepted }),
    causes: actual > baseline ? causesOfGrowth(measured, report, known) : [],
  })
}

import {
  configuredLimit,
  isGrowth,
  type AcceptedGrowth,
  type BaselineImage,
  type ReportBudget,
  type ReportImage,
} from "../../model/index.ts"
import { acceptedBeyond } from "../budgets/index.ts"
import type { Because } from "./record.ts"

/** A baseline of one image that accepts its growth, and what was said of it before. */
export interface GrowthAccepted {
  readonly image: BaselineImage
  readonly accepted: readonly {
    /** The limit on growth that is broken, as configured. */
    readonly limit: string
    readonly now: AcceptedGrowth
    /** What held for the same budget, or had expired. */
    readonly instead: readonly AcceptedGrowth[]
  }[]
}

/** Accepts so much growth that every limit on it is kept; all else that `before` says stays. What somebody ignores is kept as it is. */
export function acceptGrowth(
  before: BaselineImage,
  image: ReportImage,
  because: Because,
  today: string,
): GrowthAccepted {
  const known = new Set(image.findings.filter(({ status }) => status !== "new").map(({ fingerprint }) => fingerprint))
  const accepted = image.budgets
    .filter((budget) => isGrowth(budget) && budget.state === "over" && !known.has(budget.fingerprint ?? ""))
    .map((budget) => {
      const instead = before.growth.filter((one) => one.budget === budget.key)
      return { limit: configuredLimit(budget), now: entryFor(budget, instead, because, today), instead }
    })
  const replaced = new Set(accepted.flatMap(({ instead }) => instead))
  const growth = [...before.growth.filter((one) => !replaced.has(one)), ...accepted.map(({ now }) => now)]
  return { image: { ...before, growth }, accepted }
}

/** What is beyond the limit comes on top of what is accepted already. */
function entryFor(
  budget: ReportBudget,
  instead: readonly AcceptedGrowth[],
  because: Because,
  today: string,
): AcceptedGrowth {
  const needed = budget.actual - (budget.allowed ?? 0) + acceptedBeyond(budget, instead, today)
  return { budget: budget.key, by: budget.unit === "bytes" ? roundedUp(needed) : String(needed), ...because }
}

const UNITS = ["GB", "MB", "kB"] as const

/** A size of three digits that is no less. */
function roundedUp(bytes: number): string {
  const at = UNITS.findIndex((_, index) => bytes >= 1000 ** (3 - index))
  if (at < 0) return `${bytes}B`
  const unit = 1000 ** (3 - at)
  const step = bytes / unit >= 100 ? 1 : bytes / unit >= 10 ? 10 : 100
  return `${Math.ceil((bytes * step) / unit) / step}${UNITS[at]}`
}

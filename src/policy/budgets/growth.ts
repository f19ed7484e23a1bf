import diff from "semver/functions/diff.js"
import gt from "semver/functions/gt.js"
import valid from "semver/functions/valid.js"
import { type AcceptedGrowth, type BaselineImage, formatBytes, type ReportBudget } from "../../model/index.ts"
import { amountOf, parseAmount, type Limit } from "./limits.ts"
import { BUMPS, type Budget, type Bump } from "./read.ts"

/** What an image may grow to. */
export interface AllowedGrowth {
  /** As configured, for which part of the version, and how much is accepted beyond it. */
  readonly text: string
  readonly allowed: number
  readonly bump: Bump | null
  /** What of it somebody accepted, and why. */
  readonly accepted: NonNullable<ReportBudget["accepted"]>
}

/** The part of the version that changed for the better; null where that can't be told, and for versions that are the same. */
function bumpOf(before: string | null, after: string | null): Bump | null {
  if (before === null || after === null || valid(before) === null || !gt(after, before)) return null
  const part = diff(before, after)?.replace(/^pre/, "")
  return part === "release" ? "patch" : (BUMPS.find((bump) => bump === part) ?? null)
}

/** What a budget lets an image grow to from what is known of it, with what is accepted beyond that. */
export function allowedGrowth(
  { growth, floor, ...budget }: Budget,
  baseline: number,
  known: BaselineImage,
  version: string | null,
  today: string,
): AllowedGrowth {
  const room = ({ amount }: Limit): number => amountOf(amount, baseline, floor)
  const given = BUMPS.filter((bump) => growth[bump] !== undefined)
  const strictest = given.toSorted((a, b) => room(growth[a]!) - room(growth[b]!))[0]
  const bump = given.length === 0 ? null : bumpOf(known.version, version)
  // A change that no limit is given for has that of the next milder one.
  const which =
    bump === null ? strictest : (given.findLast((one) => BUMPS.indexOf(one) <= BUMPS.indexOf(bump)) ?? strictest)
  const limit = which === undefined ? growth.any! : growth[which]!
  const accepted = acceptedFor(budget, known.growth, today)
  const more = sumOf(accepted)
  const beyond = more === 0 ? "" : ` and ${budget.unit === "bytes" ? formatBytes(more) : more} accepted`
  return {
    text: `${limit.text}${which === undefined ? "" : ` (${which})`}${beyond}`,
    allowed: baseline + room(limit) + more,
    bump,
    accepted,
  }
}

/** So much growth of a budget is accepted beyond its limit. */
export const acceptedBeyond = (
  { key, unit }: Pick<Budget, "key" | "unit">,
  growth: readonly AcceptedGrowth[],
  today: string,
): number => sumOf(acceptedFor({ key, unit }, growth, today))

const sumOf = (accepted: AllowedGrowth["accepted"]): number => accepted.reduce((sum, { by }) => sum + by, 0)

const acceptedFor = (
  { key, unit }: Pick<Budget, "key" | "unit">,
  growth: readonly AcceptedGrowth[],
  today: string,
): AllowedGrowth["accepted"] =>
  growth
    .filter((one) => one.budget === key && holds(one, today))
    .map(({ budget: _budget, by, ...why }) => {
      const amount = parseAmount(by, unit)
      return { by: amount?.kind === "absolute" ? amount.value : 0, ...why }
    })

/** Up to and with its last day. */
const holds = ({ expires }: AcceptedGrowth, today: string): boolean => expires === undefined || expires >= today

/** Limits on growth of a budget, as configured. */
export function growthText({ growth }: Pick<Budget, "growth">): string {
  const parts = BUMPS.flatMap((bump) => (growth[bump] === undefined ? [] : [`${growth[bump].text} (${bump})`]))
  return growth.any?.text ?? parts.join(", ")
}

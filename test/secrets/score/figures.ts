import { isImageContent } from "./cases.ts"
import type { Outcome } from "./outcomes.ts"

/** How well a group of cases was told apart. A ratio of nothing is null. */
export interface Figures {
  readonly cases: number
  readonly precision: number | null
  readonly recall: number | null
  readonly f1: number | null
  /** False alarms among the cases that are no secret. */
  readonly falseRate: number | null
}

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

function figures(outcomes: readonly Outcome[]): Figures {
  const count = (isSecret: boolean, found: boolean): number =>
    outcomes.filter((one) => one.case.is_secret === isSecret && one.found === found).length
  const hits = count(true, true)
  const misses = count(true, false)
  const alarms = count(false, true)
  return {
    cases: outcomes.length,
    precision: ratio(hits, hits + alarms),
    recall: ratio(hits, hits + misses),
    f1: ratio(2 * hits, 2 * hits + alarms + misses),
    falseRate: ratio(alarms, alarms + count(false, false)),
  }
}

/** Contested cases prove nothing either way. */
export const uncontested = (outcomes: readonly Outcome[]): readonly Outcome[] =>
  outcomes.filter((one) => one.case.contested !== true)

const GROUPS: readonly (readonly [name: string, belongs: (one: Outcome) => boolean])[] = [
  ["all", () => true],
  ["image content", (one) => isImageContent(one.case)],
  ["ENV", (one) => one.case.kind === "env"],
  ["history", (one) => one.case.kind === "history"],
  ["labels", (one) => one.case.kind === "label"],
]

export type Group = "all" | "image content" | "ENV" | "history" | "labels"

/** Figures of the uncontested cases: all, by place, then by source. */
export function table(outcomes: readonly Outcome[]): ReadonlyMap<string, Figures> {
  const own = uncontested(outcomes)
  const sources = [...new Set(own.map((one) => one.case.source))].toSorted()
  return new Map([
    ...GROUPS.map(([name, belongs]) => [name, figures(own.filter(belongs))] as const),
    ...sources.map((source) => [source, figures(own.filter((one) => one.case.source === source))] as const),
  ])
}

/** The mean of the recall of every vendor, so that one with many cases counts no more than one with few. */
export function vendorRecall(outcomes: readonly Outcome[]): number {
  const byVendor = new Map<string, Outcome[]>()
  for (const one of uncontested(outcomes)) {
    if (!one.case.is_secret) continue
    byVendor.set(one.case.vendor, [...(byVendor.get(one.case.vendor) ?? []), one])
  }
  const recalls = [...byVendor.values()].map((group) => figures(group).recall ?? 0)
  return recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length
}

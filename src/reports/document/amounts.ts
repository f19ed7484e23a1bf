import { type Change, formatBytes } from "../../model/index.ts"

export const growthOf = ({ before, after }: Change): number => after - before

/** `+1.4 MB`, `−12 kB`; `0 B` of what stays as large as it was. */
export const signed = (growth: number, format: (amount: number) => string = formatBytes): string =>
  `${growth > 0 ? "+" : growth < 0 ? "−" : ""}${format(Math.abs(growth))}`

/** ` (+12 %)` to put after a change; empty where there was nothing before, or nothing changed. */
export function inPercent(change: Change): string {
  const share = (100 * growthOf(change)) / change.before
  if (change.before === 0 || share === 0) return ""
  return ` (${signed(share, (amount) => (amount < 0.1 ? "<0.1" : amount.toFixed(amount < 9.95 ? 1 : 0)))} %)`
}

/** 9312 as `9,312`. */
export const grouped = (amount: number): string => String(amount).replace(/\B(?=(?:\d{3})+$)/g, ",")

/** `1 finding`, `100,000 findings`. */
export const some = (amount: number, noun: string): string => `${grouped(amount)} ${noun}${amount === 1 ? "" : "s"}`

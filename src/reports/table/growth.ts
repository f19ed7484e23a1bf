import { type Change, count, formatBytes } from "../../model/index.ts"
import { grid, type Column } from "./grid.ts"
import type { Pen } from "./pen.ts"

/** Changes shown unless the look is verbose. */
const SHOWN = 8

export const growthOf = ({ before, after }: Change): number => after - before

/** `+1.4 MB`, `−12 kB`; what stays as large as it was is `0 B`. */
export function signed(growth: number, pen: Pen, format: (amount: number) => string = formatBytes): string {
  const minus = pen.look.unicode === false ? "-" : "−"
  return `${growth > 0 ? "+" : growth < 0 ? minus : ""}${format(Math.abs(growth))}`
}

/** `+12 %`, `+0.4 %`; empty where there was nothing, or nothing changed. */
export function percent(change: Change, pen: Pen): string {
  const share = (100 * growthOf(change)) / change.before
  if (change.before === 0 || share === 0) return ""
  return `${signed(share, pen, (amount) => (amount < 0.1 ? "<0.1" : amount.toFixed(amount < 9.95 ? 1 : 0)))} %`
}

export const arrow = (pen: Pen): string => (pen.look.unicode === false ? "->" : "→")

const some = (bytes: number): string => (bytes === 0 ? "-" : formatBytes(bytes))

/** What changed most, one line each; nothing where nothing did. `told` may come from an image. */
export function growthSection<T extends Change>(
  title: string,
  one: Column,
  changes: readonly T[],
  told: (change: T) => string,
  pen: Pen,
): string[] {
  if (changes.length === 0) return []
  const sorted = changes.toSorted((a, b) => Math.abs(growthOf(b)) - Math.abs(growthOf(a)))
  const shown = pen.look.verbose ? sorted : sorted.slice(0, SHOWN)
  const rest = sorted.slice(shown.length)
  const left = rest.reduce((sum, change) => sum + growthOf(change), 0)
  const rows = shown.map((change) => [
    signed(growthOf(change), pen),
    some(change.before),
    some(change.after),
    told(change),
  ])
  const heads = ["Change", "Before", "After"].map((head) => ({ head, align: "right" }) as const)
  return [
    pen.heading(title, count(changes.length, "change")),
    ...grid([...heads, one], rows, pen),
    ...(rest.length === 0 ? [] : [`and ${rest.length} more (${signed(left, pen)}): --verbose shows all`]),
  ]
}

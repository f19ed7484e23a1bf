import Table from "cli-table3"
import type { Pen } from "./pen.ts"

/** One column: its head, and on which side its cells are flush. */
export interface Column {
  readonly head: string
  readonly align?: "right"
  /** Where the last column is cut: at its end unless said. */
  readonly cut?: "middle" | "start"
}

const NOTHING = ["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left", "bottom-right"]
const BORDERLESS = Object.fromEntries(
  [...NOTHING, "left", "left-mid", "mid", "mid-mid", "right", "right-mid"].map((name) => [name, ""]),
)

const CUTS = { start: "name", middle: "path", end: "line" } as const

/**
 * Rows in columns without borders. The last column is text that may come from an image: it is escaped and takes what
 * the others leave of the width. The others are ours.
 */
export function grid(all: readonly Column[], rows: readonly (readonly string[])[], pen: Pen): string[] {
  const last = all.length - 1
  const widths = all
    .slice(0, last)
    .map(({ head }, at) => Math.max(head.length, ...rows.map((row) => row[at]?.length ?? 0)))
  const room = pen.width - widths.reduce((sum, width) => sum + width + 2, 0)
  const cut = CUTS[all[last]?.cut ?? "end"]
  const fit = (text: string): string => pen[cut](text, room)
  const table = new Table({
    head: all.map(({ head }, at) => (head === "" ? "" : pen.paint("dim", at === last ? fit(head) : head))),
    chars: { ...BORDERLESS, middle: "  " },
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
    colAligns: all.map(({ align }) => align ?? "left"),
  })
  table.push(...rows.map((row) => [...row.slice(0, last), fit(row[last] ?? "")]))
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
}

import { byUrgency, formatBytes, isGrowth, type ReportBudget, type ReportImage } from "../../model/index.ts"
import { grid, type Column } from "./grid.ts"
import type { Pen } from "./pen.ts"

/** In the order in which they need somebody. */
const STATES = ["over", "unmatched", "no-baseline", "warn", "accepted", "ok"] as const
type State = (typeof STATES)[number]

const COLOURS: Readonly<Record<State, "red" | "yellow" | "dim" | null>> = {
  over: "red",
  unmatched: "red",
  "no-baseline": "red",
  warn: "yellow",
  accepted: "dim",
  ok: null,
}

/** Budgets shown unless the look is verbose: those that are kept easily are only counted. */
const SHOWN = 12
/** From this width on there is room for a bar. */
const WIDE = 100
const CELLS = 10

interface Row {
  readonly budget: ReportBudget
  readonly state: State
  /** Of what it may take, or grow by; null where that can't be said. */
  readonly share: number | null
}

/** True where a budget fails the image, whatever was found beside it. */
export const isBroken = (image: ReportImage): boolean =>
  rowsOf(image).some(({ state, budget }) => !budget.ok && state !== "accepted")

/** How much of every budget is taken, and how much is left: what has to be talked about comes first. */
export function budgetsSection(image: ReportImage, pen: Pen): string[] {
  if (image.budgets.length === 0) return []
  const rows = rowsOf(image)
  const pressing = rows.filter(({ state }) => state !== "ok").length
  const shown = pen.look.verbose ? rows : rows.slice(0, Math.max(SHOWN, pressing))
  const rest = rows.length - shown.length
  const sum = STATES.flatMap((state) => {
    const amount = rows.filter((row) => row.state === state).length
    return amount === 0 ? [] : [`${amount} ${state}`]
  }).join(", ")
  const isWide = pen.width >= WIDE
  const [head = "", ...lines] = grid(
    COLUMNS.filter(({ isForWide }) => isWide || !isForWide),
    shown.map((row) => COLUMNS.filter(({ isForWide }) => isWide || !isForWide).map(({ cell }) => cell(row, pen))),
    pen,
  )
  return [
    pen.heading("Budgets", sum),
    head,
    ...lines.map((line, at) => {
      const colour = COLOURS[shown[at]?.state ?? "ok"]
      return colour === null ? line : pen.paint(colour, line)
    }),
    ...(rest === 0 ? [] : [`and ${rest} more that are kept: --verbose shows all`]),
  ]
}

/** Fingerprints of broken budgets, in the order in which they are shown. */
export const brokenInOrder = (image: ReportImage): readonly (string | null)[] =>
  rowsOf(image).flatMap(({ budget: { ok, fingerprint } }) => (ok ? [] : [fingerprint]))

function rowsOf({ budgets, findings }: ReportImage): Row[] {
  const known = new Set(findings.filter(({ status }) => status !== "new").map(({ fingerprint }) => fingerprint))
  return budgets
    .map((budget): Row => {
      const state = budget.fingerprint !== null && known.has(budget.fingerprint) ? "accepted" : budget.state
      return { budget, state, share: shareOf(budget) }
    })
    .toSorted(
      (a, b) =>
        STATES.indexOf(a.state) - STATES.indexOf(b.state) ||
        (a.budget.ok ? 0 : byUrgency(a.budget, b.budget)) ||
        (b.share ?? Infinity) - (a.share ?? Infinity),
    )
}

/** Of growth, the share of what it may grow by. */
function shareOf({ actual, allowed, baseline }: ReportBudget): number | null {
  if (allowed === null) return null
  const room = allowed - (baseline ?? 0)
  const taken = actual - (baseline ?? 0)
  return room > 0 ? Math.max(0, taken / room) : taken > 0 ? null : 0
}

const amount = ({ unit }: ReportBudget, value: number): string => (unit === "bytes" ? formatBytes(value) : `${value}`)

function left({ budget }: Row): string {
  const { actual, allowed, state } = budget
  if (allowed === null) return "-"
  const room = allowed - actual
  // Whose limit is a warning has no room left, and breaks nothing.
  return room >= 0 ? `${amount(budget, room)} left` : `${amount(budget, -room)} ${state === "over" ? "over" : "above"}`
}

function bar({ share }: Row, pen: Pen): string {
  const [full, empty] = pen.look.unicode === false ? ["#", "."] : ["█", "░"]
  const cells = share === null ? 0 : Math.min(CELLS, share > 0 ? Math.max(1, Math.floor(share * CELLS)) : 0)
  return full.repeat(cells) + empty.repeat(CELLS - cells)
}

/** What it is about, and what its growth is measured from. */
function named({ budget }: Row): string {
  const { key, of, limit, baseline } = budget
  const which = of === "" ? "" : ` (${of})`
  if (!isGrowth(budget)) return key + which
  return `${key}${which} ${limit}${baseline === null ? "" : ` on ${amount(budget, baseline)}`}`
}

const COLUMNS: readonly (Column & { readonly isForWide?: true; readonly cell: (row: Row, pen: Pen) => string })[] = [
  { head: "State", cell: ({ state }) => state },
  {
    head: "Now",
    align: "right",
    cell: ({ budget, state }) => (state === "unmatched" ? "-" : amount(budget, budget.actual)),
  },
  {
    head: "Limit",
    align: "right",
    cell: ({ budget }) => (budget.allowed === null ? "-" : amount(budget, budget.allowed)),
  },
  { head: "Used", align: "right", cell: ({ share }) => (share === null ? "-" : percent(share)) },
  { head: "", isForWide: true, cell: bar },
  { head: "Left", align: "right", cell: left },
  { head: "Budget", cut: "middle", cell: named },
]

/** A share that is not 100 % must not look like it. */
function percent(share: number): string {
  const rounded = share < 1 ? Math.floor(share * 100) : Math.ceil(share * 100)
  return rounded > 999 ? "> 999 %" : `${rounded} %`
}

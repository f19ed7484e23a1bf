import { byUrgency, formatBytes, isGrowth, type ReportBudget, type ReportImage } from "../../model/index.ts"
import { grouped, inPercent, signed } from "./amounts.ts"
import { type Block, code, type Line, list, paragraph, strong, table } from "./blocks.ts"

/** In the order in which they need somebody, and what each is called. */
const STATES = {
  over: "over",
  unmatched: "matches nothing",
  "no-baseline": "no baseline",
  warn: "near the limit",
  accepted: "over, accepted",
  ok: "kept",
} as const
type State = keyof typeof STATES
const ORDER = Object.keys(STATES) as State[]

/** Budgets that are shown. */
const SHOWN = 50

interface Row {
  readonly budget: ReportBudget
  readonly state: State
}

/** What an image may measure, what it does, and what is left. */
export function budgetBlocks(image: ReportImage): readonly Block[] {
  const rows = rowsOf(image)
  const shown = rows.slice(0, SHOWN)
  // A finding says it too.
  const said = shown.filter(
    ({ budget, state }) => budget.message !== null && budget.fingerprint === null && state !== "ok",
  )
  const rest = rows.length - shown.length
  return [
    ...table(
      COLUMNS.map(({ head, align }) => (align === undefined ? { head } : { head, align })),
      shown.map((row) => COLUMNS.map(({ cell }) => cell(row))),
    ),
    ...(rest === 0 ? [] : [paragraph([`${rest} more budgets are not shown here.`])]),
    ...(said.length === 0
      ? []
      : [list(said.map(({ budget }) => [paragraph([code(budget.key), ": ", budget.message ?? ""])]))]),
  ]
}

function rowsOf({ budgets, findings }: ReportImage): Row[] {
  const accepted = new Set(findings.filter(({ status }) => status !== "new").map(({ fingerprint }) => fingerprint))
  return budgets
    .map((budget): Row => {
      const isAccepted = budget.fingerprint !== null && accepted.has(budget.fingerprint)
      return { budget, state: isAccepted ? "accepted" : budget.state }
    })
    .toSorted(
      (one, other) =>
        ORDER.indexOf(one.state) - ORDER.indexOf(other.state) ||
        (one.budget.ok ? 0 : byUrgency(one.budget, other.budget)),
    )
}

const amountOf = ({ unit }: ReportBudget, value: number): string =>
  unit === "bytes" ? formatBytes(value) : grouped(value)

const COLUMNS: readonly { readonly head: string; readonly align?: "right"; readonly cell: (row: Row) => Line }[] = [
  {
    head: "Budget",
    cell: ({ budget }) => [code(budget.key), ...(budget.of === "" ? [] : [" (", code(budget.of), ")"])],
  },
  { head: "State", cell: ({ state }) => [state === "ok" ? STATES.ok : strong(STATES[state])] },
  {
    head: "Actual",
    align: "right",
    cell: ({ budget, state }) => [state === "unmatched" ? "-" : amountOf(budget, budget.actual)],
  },
  { head: "Limit", align: "right", cell: ({ budget }) => limitOf(budget) },
  { head: "Headroom", align: "right", cell: ({ budget }) => [headroom(budget)] },
  { head: "Since the baseline", align: "right", cell: ({ budget }) => [sinceBaseline(budget)] },
]

/** The limit as a number; as configured too where it is a share or a growth. */
function limitOf(budget: ReportBudget): Line {
  const { allowed, limit } = budget
  if (allowed === null) return [code(limit)]
  return isGrowth(budget) || limit.includes("%")
    ? [`${amountOf(budget, allowed)} (`, code(limit), ")"]
    : [amountOf(budget, allowed)]
}

function headroom(budget: ReportBudget): string {
  const { actual, allowed, state } = budget
  if (allowed === null || state === "unmatched") return "-"
  return allowed >= actual ? amountOf(budget, allowed - actual) : `none, ${amountOf(budget, actual - allowed)} over`
}

function sinceBaseline(budget: ReportBudget): string {
  const { actual, baseline } = budget
  if (baseline === null) return "-"
  if (actual === baseline) return "unchanged"
  const change = signed(actual - baseline, (amount) => amountOf(budget, amount))
  return change + inPercent({ before: baseline, after: actual })
}

import { byUrgency, formatBytes, isGrowth, type ReportBudget } from "../../../model/index.ts"
import { html, type Markup } from "../markup.ts"
import { budgetBar } from "./budget-bar.ts"
import { number } from "./parts/bytes.ts"
import { dotted, layerLink } from "./parts/place.ts"
import type { Scene } from "./parts/scene.ts"
import type { Tell } from "./parts/section.ts"
import { long } from "./parts/text.ts"

/** In the order in which they need somebody, with the words for each. */
const STATES = {
  over: "over the limit",
  unmatched: "nothing fits it",
  "no-baseline": "no baseline to grow from",
  warn: "above the warning",
  accepted: "accepted",
  ok: "kept",
} as const

type State = keyof typeof STATES

const ORDER = Object.keys(STATES) as State[]

interface Row {
  readonly budget: ReportBudget
  readonly state: State
}

/** What every budget allows, what is there, and how much is left. */
export const budgetsSection: Tell = (scene) => {
  const rows = rowsOf(scene)
  if (rows.length === 0) return null
  const sum = ORDER.flatMap((state) => {
    const amount = rows.filter((row) => row.state === state).length
    return amount === 0 ? [] : [`${amount} ${STATES[state]}`]
  })
  return {
    key: "budgets",
    title: "Budgets",
    sum: sum.join(", "),
    body: html`<ul class="budgets">
        ${rows.map((row) => item(row, scene))}
      </ul>
      <p class="more">
        The circle with a line stands at the limit, a short line at the warning, a dotted one at what growth is measured
        from.
      </p>`,
  }
}

function rowsOf({ image, accepted }: Scene): Row[] {
  const known = new Set(accepted.map(({ fingerprint }) => fingerprint))
  return image.budgets
    .map((budget): Row => ({
      budget,
      state: budget.fingerprint !== null && known.has(budget.fingerprint) ? "accepted" : budget.state,
    }))
    .toSorted(
      (one, other) =>
        ORDER.indexOf(one.state) - ORDER.indexOf(other.state) ||
        (one.budget.ok ? 0 : byUrgency(one.budget, other.budget)),
    )
}

const amount = ({ unit }: ReportBudget, value: number): string =>
  unit === "bytes" ? formatBytes(value) : number(value)

/** The limit as it was written, and what that comes to. */
function limitOf(budget: ReportBudget): string {
  const { allowed, limit, baseline } = budget
  const from = baseline === null || !isGrowth(budget) ? "" : ` on ${amount(budget, baseline)}`
  return allowed === null
    ? limit + from
    : `${amount(budget, allowed)}${limit.includes("%") || isGrowth(budget) ? ` (${limit}${from})` : ""}`
}

function leftOf(budget: ReportBudget): string | null {
  const { actual, allowed } = budget
  if (allowed === null) return null
  return actual <= allowed ? `${amount(budget, allowed - actual)} left` : `${amount(budget, actual - allowed)} over`
}

function item({ budget, state }: Row, scene: Scene): Markup {
  const { key, of, actual, warning, message, causes, exceeding } = budget
  return html`<li class="${budget.ok || state === "accepted" ? state : "broken"}">
    <div class="what">
      <b class="key">${long(key)}</b>${of !== "" && html` <span class="by">${long(of)}</span>`}
      <span class="state ${budget.ok || state === "accepted" ? (state === "warn" ? "incomplete" : "pass") : "fail"}"
        >${STATES[state]}</span
      >
    </div>
    <p class="numbers">
      ${dotted([
        state === "unmatched" ? null : html`<b>${amount(budget, actual)}</b>`,
        html`limit ${limitOf(budget)}`,
        warning !== null && html`warning ${amount(budget, warning)}`,
        leftOf(budget),
        exceeding > 1 && `${exceeding} of them too large`,
      ])}
    </p>
    ${budgetBar(budget)}
    ${
      causes.length > 0 &&
      html`<ul class="plain by">
        ${causes.map(
          ({ what, bytes, layer }) =>
            html`<li>
              ${budget.baseline === null ? "" : "+"}${formatBytes(bytes)}
              ${long(what)}${layer !== null && html`, ${layerLink(scene, layer)}`}
            </li>`,
        )}
      </ul>`
    }
    ${message !== null && state !== "ok" && html`<p class="says">${long(message)}</p>`}
  </li>`
}

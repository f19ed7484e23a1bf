import {
  budgetSubject,
  configuredLimit,
  count,
  ended,
  formatBytes,
  type Image,
  isGrowth,
  type ReportBudget,
} from "../../../model/index.ts"
import { asFarAsRead, describeLayer } from "../step.ts"
import { list, show } from "../words.ts"
import { whyUnmatched } from "./unmatched.ts"

type Cause = ReportBudget["causes"][number]

/** What a budget that is not kept came to, against what, and why: one sentence. */
export function sentenceOf(budget: ReportBudget, image: Image): string {
  const { key, limit, state, actual } = budget
  const amount = amountIn(budget)
  if (state === "unmatched") {
    const why = whyUnmatched(key, image)
    return ended(`Nothing in the image fits the budget ${key}${why}`)
  }
  if (state === "no-baseline")
    return `${budgetSubject(budget)} is ${amount(actual)} and may grow by ${limit}, but no baseline says from what${asFarAsRead(image)}.`
  return `${isGrowth(budget) ? growth(budget, amount) : size(budget, image, amount)}${causes(budget, image)}${asFarAsRead(image)}.`
}

type Amount = (value: number) => string

const amountIn = ({ unit }: ReportBudget): Amount => (unit === "bytes" ? formatBytes : String)

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`

function size(budget: ReportBudget, image: Image, amount: Amount): string {
  const { key, limit, actual, of, state, exceeding } = budget
  const allowed = budget.allowed ?? 0
  const warning = budget.warning ?? 0
  const isLayer = of.startsWith("layer ")
  const bound = state === "over" ? "limit" : "warning"
  const bounds = amount(state === "over" ? allowed : warning)
  if (exceeding > 1) return `${count(exceeding, "layer")} are over the ${bound} of ${bounds} (budget ${key})`
  const subject = isLayer ? capital(describeLayer(image, Number(of.slice("layer ".length)))) : budgetSubject(budget)
  const which = isLayer ? ` (budget ${key})` : ""
  const share = limit.endsWith("%") ? ` (${percent(actual, Math.max(1, image.files.totals.content))})` : ""
  const told = state === "over" && limit.endsWith("%") ? `${limit} of the content, ${bounds}` : bounds
  if (state === "over")
    return `${subject} is ${amount(actual)}${share}, ${amount(actual - allowed)} over its limit of ${told}${which}`
  const left = allowed > warning ? `, with ${amount(allowed - actual)} left to its limit of ${amount(allowed)}` : ""
  return `${subject} is ${amount(actual)}${share}, above its warning of ${told}${which}${left}`
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

function growth(budget: ReportBudget, amount: Amount): string {
  const { limit, actual, bump } = budget
  const baseline = budget.baseline ?? 0
  const grown = actual - baseline
  const share = baseline === 0 ? "" : ` (+${percent(grown, baseline)})`
  const over = amount(actual - (budget.allowed ?? 0))
  const configured = configuredLimit(budget)
  const [bound = "", part] = configured.split(" (")
  const beyond = limit.slice(configured.length)
  const why =
    part === undefined
      ? bound
      : bump === null
        ? `${bound}, the strictest of its limits since no version says what changed,`
        : `${bound} for a ${bump} version`
  const allow = beyond === "" ? "allows" : `${beyond.trimStart()} allow`
  return `${budgetSubject(budget)} grew by ${amount(grown)}${share} to ${amount(actual)}, ${over} more than ${why} ${allow}`
}

/** What takes the room, or made it grow, and which layers brought that. */
function causes(budget: ReportBudget, image: Image): string {
  const { causes: all, actual, exceeding, of } = budget
  if (of.startsWith("layer ")) {
    if (exceeding < 2) return ""
    const more = exceeding - all.length
    const named = all.map(({ layer, bytes }) => `${describeLayer(image, layer ?? 0)} ${formatBytes(bytes)}`)
    return `: ${list(more > 0 ? [...named, `${more} more`] : named)}`
  }
  const [only, another] = all
  if (only === undefined) return ""
  const sign = isGrowth(budget) ? "+" : ""
  const layers = new Set(all.filter((cause) => !isHidden(cause)).map(({ layer }) => layer))
  const [layer] = layers
  const isOne = layers.size === 1 && layer !== null && layer !== undefined && !all.some(isHidden)
  const named = all.map((cause) => {
    if (isHidden(cause)) return `${sign}${formatBytes(cause.bytes)} hidden in ${describeLayer(image, cause.layer ?? 0)}`
    const bytes = another === undefined && cause.bytes === actual ? "" : ` ${sign}${formatBytes(cause.bytes)}`
    return `${show(cause.what)}${bytes}${isOne || cause.layer === null ? "" : ` (layer ${cause.layer})`}`
  })
  return `: ${named.join(", ")}${isOne ? `, brought by ${describeLayer(image, layer)}` : ""}`
}

const isHidden = ({ what }: Cause): boolean => what.startsWith("hidden: ")

import { type Change, count, formatBytes } from "../../../../model/index.ts"
import { html, type Markup } from "../../markup.ts"

/** A size with its unit drawn smaller; the text is that of `formatBytes`. */
export function bytes(amount: number): Markup {
  const [value, unit] = formatBytes(amount).split(" ")
  return html`<span class="n">${value} <span class="u">${unit}</span></span>`
}

/** The same; a dash, with words for who can't see it, where there are none. */
export const some = (amount: number): Markup =>
  amount === 0
    ? html`<span class="none"><span aria-hidden="true">–</span><span class="hidden">none</span></span>`
    : bytes(amount)

export const growthOf = ({ before, after }: Change): number => after - before

/** `+1.4 MB`, `−12 kB`, and `0 B` of what stays as large as it was. */
export const signed = (growth: number, format: (amount: number) => string = formatBytes): string =>
  `${growth > 0 ? "+" : growth < 0 ? "−" : ""}${format(Math.abs(growth))}`

/** `+12 %`; empty where there was nothing, or nothing changed. */
export function signedShare(change: Change): string {
  const share = (100 * growthOf(change)) / change.before
  if (change.before === 0 || share === 0) return ""
  return `${signed(share, (amount) => (amount < 0.1 ? "<0.1" : amount.toFixed(amount < 9.95 ? 1 : 0)))} %`
}

/** A number as people read it: `48,460`. */
export const number = (amount: number): string => amount.toLocaleString("en-US")

/** `1 file`, `48,460 files`. */
export const amountOf = (amount: number, noun: string): string =>
  count(amount, noun).replace(String(amount), number(amount))

/** A share as the `width` or `x` of a rectangle: at most three decimals, so that pages stay small. */
export const percentage = (part: number, whole: number): string =>
  `${whole <= 0 ? 0 : Number(Math.min(100, Math.max(0, (100 * part) / whole)).toFixed(3))}%`

/** A bar of one length, beside the number that it draws. */
export const bar = (part: number, whole: number, kind = "plain"): Markup =>
  html`<svg class="bar ${kind}" aria-hidden="true"><rect width="${percentage(part, whole)}" height="100%" /></svg>`

import { DATA } from "./data.ts"
import type { Product } from "./types.ts"

/** How long one release of a product is supported. */
export interface Life {
  readonly product: Product
  /** `3.19`. */
  readonly release: string
  /** Last day of its own support, `YYYY-MM-DD`. */
  readonly end: string
  /** Last day of all fixes that cost nothing: later than `end` where there is a free extension. */
  readonly freeEnd: string
  /** Last day of fixes for those who pay; null where there are none, or nobody says until when. */
  readonly paidEnd: string | null
}

const PRODUCTS: ReadonlyMap<string, Product> = new Map(DATA.products.map((product) => [product.id, product]))
const RELEASES = new Map(
  DATA.products.flatMap(({ id, releases }) => releases.map((release) => [`${id} ${release[0]}`, release] as const)),
)

/** The end of a sentence: whose word a date is. */
export const BY_DATA = `by lifecycle data of ${DATA.asOf}`

export const productOf = (id: string): Product | undefined => PRODUCTS.get(id)

/** How long the release is supported that a version belongs to: `3.19.1` to `3.19`. Null where the data does not know it. */
export function lifeOf(id: string, version: string): Life | null {
  const product = PRODUCTS.get(id)
  if (product === undefined) return null
  const parts = version.split(".").slice(0, 3)
  const names = parts.map((_, index) => parts.slice(0, parts.length - index).join("."))
  const found = names.map((name) => RELEASES.get(`${id} ${name}`)).find((release) => release !== undefined)
  if (found === undefined) return null
  const [release, end, extended] = found
  return {
    product,
    release,
    end,
    freeEnd: product.extended === "free" ? (extended ?? end) : end,
    paidEnd: product.extended === "paid" ? (extended ?? null) : null,
  }
}

/** The release of a product that lives longest, and longer than to a day; null where none is known. */
export function lastingRelease(product: Product, day: string): string | null {
  const lasting = product.releases.filter(([, end]) => end > day)
  const [longest] = lasting.toSorted(([, a], [, b]) => (a < b ? 1 : -1))
  return longest?.[0] ?? null
}

/** A day so many days after another, `YYYY-MM-DD`. */
export function addDays(day: string, days: number): string {
  const time = Date.parse(`${day}T00:00:00Z`) + days * 86_400_000
  // What lies beyond the calendar of JavaScript is after every date that anybody wrote down.
  return Math.abs(time) <= 8.64e15 ? new Date(time).toISOString().slice(0, 10) : "9999-12-31"
}

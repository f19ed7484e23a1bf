import { parseSize, type ReportBudget } from "../../model/index.ts"

type Unit = ReportBudget["unit"]

/** How much: so many bytes or pieces, or a share of something. */
export type Amount =
  | { readonly kind: "absolute"; readonly value: number }
  /** In thousandths of a percent, so that shares are exact. */
  | { readonly kind: "share"; readonly thousandths: number }

/** An amount, and the text that says so. */
export interface Limit {
  readonly text: string
  readonly amount: Amount
}

const SHARE = /^(\d{1,6}(?:\.\d{1,3})?) ?%$/
const COUNT = /^\d{1,15}$/

/** Null for what is neither a percentage nor a size, or of what is counted a whole number. */
export function parseAmount(text: string, unit: Unit): Amount | null {
  const share = SHARE.exec(text)?.[1]
  if (share !== undefined) return { kind: "share", thousandths: Math.round(Number(share) * 1000) }
  const value = unit === "bytes" ? parseSize(text) : COUNT.test(text) ? Number(text) : null
  return value === null ? null : { kind: "absolute", value }
}

/** What a text must be that is no amount, as in "must be …". */
export const wantedAmount = (unit: Unit): string =>
  unit === "bytes" ? "a size such as 200MB, 1.5 GiB or 1048576" : "a whole number such as 5000"

/** The amount as a number, a share being one of `whole`; a share of less than `floor` is the floor. */
export const amountOf = (amount: Amount, whole: number, floor: number): number =>
  amount.kind === "absolute"
    ? amount.value
    : // Whole numbers, since 1.1 % of a billion is not a whole number of bytes for a computer.
      Math.max(floor, Number((BigInt(whole) * BigInt(amount.thousandths)) / 100_000n))

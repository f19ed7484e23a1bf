import type { Opinion } from "../detector.ts"
import { looksRandom } from "../proofs/random.ts"

type Judge = (value: string) => Opinion

/** `plausible` where what follows the first `skip` characters may have been drawn at random. */
export const drawnAfter =
  (skip: number): Judge =>
  (value) =>
    looksRandom(value.slice(skip)) ? "plausible" : "nothing"

/** As `drawnAfter`, from the last `separator` on: the part before it is public, or an id. */
export const drawnAfterLast =
  (separator: string): Judge =>
  (value) =>
    looksRandom(value.slice(value.lastIndexOf(separator) + 1)) ? "plausible" : "nothing"

/** `proved` or `refuted` by a checksum, where what follows the first `skip` characters looks drawn at all. */
export const checked =
  (isRight: (value: string) => boolean, skip: number): Judge =>
  (value) => {
    if (isRight(value)) return "proved"
    return looksRandom(value.slice(skip)) ? "refuted" : "nothing"
  }

/** As `checked` for checksums that not every issuer writes: a wrong one proves nothing. */
export const perhapsChecked =
  (isRight: (value: string) => boolean, skip: number): Judge =>
  (value) => {
    if (isRight(value)) return "proved"
    return looksRandom(value.slice(skip)) ? "plausible" : "nothing"
  }

const INSIDE = /[A-Za-z0-9+/]{16}[+/]$/

/**
 * As `judge`, but nothing where base64 goes on before or after the match: a mark of three or four letters comes up by
 * chance in every few kilobytes of it.
 */
export const apart =
  (judge: (value: string, match: RegExpExecArray) => Opinion) =>
  (value: string, match: RegExpExecArray): Opinion => {
    const { index, input } = match
    const after = input.charAt(index + match[0].length)
    if (/[+/=]/.test(after) || INSIDE.test(input.slice(Math.max(0, index - 17), index))) return "nothing"
    return judge(value, match)
  }

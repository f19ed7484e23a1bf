import type { Opinion } from "../detector.ts"
import { isPublished } from "../proofs/published.ts"
import { looksRandom } from "../proofs/random.ts"

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i

/** Where the random part isn't named: the longest stretch without a sign, since a prefix would dilute it. */
function core(value: string): string {
  const [longest = ""] = (value.match(/[A-Za-z0-9]+/g) ?? []).toSorted((a, b) => b.length - a.length)
  return longest.length >= 20 ? longest : value
}

/**
 * Opinion on a token whose group `random`, or most of it where there is none, must have been drawn at random. A draw of
 * this length has a digit, or letters of both cases; a word of a program has neither.
 */
export function drawn(value: string, match: RegExpExecArray): Opinion {
  const random = match.groups?.["random"] ?? core(value)
  const isMixed = /\d/.test(random) || (/[a-z]/.test(random) && /[A-Z]/.test(random))
  if (!isMixed || !looksRandom(UUID.test(random) ? random.replaceAll("-", "") : random)) return "nothing"
  return isPublished(value) ? "nothing" : "plausible"
}

/** What a run may hold before a value that starts inside it: `KEY=`, `/bot`, or the letter of an escape such as `\n`. */
const BEFORE = String.raw`[\w.~+/=-]{0,512}?(?:(?<![A-Za-z0-9_])|(?<=\\[abfnrtv0])|(?<=%[0-9A-Fa-f]{2})|(?<=\\u[0-9A-Fa-f]{4}))`

/** A pattern for a token whose mark stands some way in, how far varies: `from: "run"`. `source` names the group `value`. */
export const withinRun = (source: string): RegExp => new RegExp(BEFORE + source, "y")

/**
 * A pattern for a token of letters and digits only with a mark so short that base64 holds it by chance: not beside a
 * sign of base64, and not a line of a block of it.
 */
export const outsideBase64 = (source: string): RegExp =>
  new RegExp(
    String.raw`(?<![+/]|[A-Za-z0-9+/]{16}(?:\r?\n|\\n|\\r\\n)[ \t]{0,8})${source}(?![A-Za-z0-9_+/=-]|(?:\r?\n|\\n|\\r\\n)[ \t]{0,8}[A-Za-z0-9+/]{16})`,
    "y",
  )

import type { Evidence } from "../model/index.ts"
import type { Detector } from "./detector.ts"

/** A credential that a detector sees in a text. */
export interface TokenMatch {
  readonly detector: Detector
  readonly evidence: Evidence
  /** Where the value starts in the text, in UTF-16 units. */
  readonly index: number
  readonly value: string
}

/** Characters before a mark that a match may start at, where it doesn't start at the mark itself. */
const LOOK_BACK = 512
const RUN = /[A-Za-z0-9_.~+/=-]/
const WORD = /[A-Za-z0-9_]/
/** An escape that ends in a letter or digit, or a colour of a terminal: what follows it starts anew. */
const ESCAPE = /(?:\\[abfnrtv0]|\\x[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|%[0-9A-Fa-f]{2}|\x1b\[[\d;]{1,12}m)$/

/** What `detector` sees at the mark that stands at `at`; null where nothing. */
export function matchAt(detector: Detector, text: string, at: number): TokenMatch | null {
  const start = startOf(detector, text, at)
  if (start < 0 || !mayStart(text, start)) return null
  const { pattern } = detector
  pattern.lastIndex = start
  const match = pattern.exec(text)
  if (match === null) return null
  const value = match.groups?.["value"] ?? match[0]
  const opinion = detector.judge?.(value, match) ?? "plausible"
  if (opinion === "nothing") return null
  return {
    detector,
    evidence: opinion === "plausible" ? (detector.evidence ?? "anchored") : opinion,
    index: match.index + match[0].indexOf(value),
    value,
  }
}

function startOf({ from = "mark" }: Detector, text: string, at: number): number {
  if (typeof from === "number") return at - from
  return from === "run" ? startOfRun(text, at) : at
}

function startOfRun(text: string, at: number): number {
  let start = at
  while (start > 0 && at - start < LOOK_BACK && RUN.test(text.charAt(start - 1))) start--
  return start
}

/** True where no word runs on into `start`. */
function mayStart(text: string, start: number): boolean {
  if (start === 0 || !WORD.test(text.charAt(start)) || !WORD.test(text.charAt(start - 1))) return true
  return ESCAPE.test(text.slice(Math.max(0, start - 16), start))
}

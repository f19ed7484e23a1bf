import { redact } from "./redact.ts"
import { findTokens } from "./tokens.ts"
import { type Needle, needlesOf, SHORTEST } from "./needles.ts"

/** A stretch of a text that must go, and what takes its place. */
interface Span {
  readonly start: number
  readonly end: number
  readonly redacted: string
}

/** More needles than this with the same start are not told apart: all of them are cut at the length of the longest. */
const CROWD = 32
const START = 3
/** More values than this are looked for as they are written only. */
const MANY = 10_000
const WORD = /[\p{L}\p{N}_]/u

/**
 * A function that takes out of any text each of `values`, also as it stands in URLs, in JSON and in base64, and every
 * credential that can be told by its form. Values under 4 characters are left alone, those under 6 go only where they
 * stand alone. Linear in the text, whatever the values are.
 */
export function createRedactor(values: Iterable<string>): (text: string) => string {
  const index = indexOf(new Set(values))
  return (text) => {
    const spans = [...valueSpans(text, index), ...tokenSpans(text)]
    return spans.length === 0 ? text : cut(text, spans)
  }
}

interface Index {
  /** Needles by their first three characters, longest first. */
  readonly needles: ReadonlyMap<number, readonly Needle[]>
  /** 1 for each pair of characters that a needle starts with, folded: nearly every place of a text is told by this alone. */
  readonly pairs: Uint8Array
}

const PAIRS = 4096
const pairAt = (text: string, at: number): number => (text.charCodeAt(at) * 61 + text.charCodeAt(at + 1)) & (PAIRS - 1)
/** The three characters at a place as one number below 2^48. */
const startAt = (text: string, at: number): number =>
  text.charCodeAt(at) * 2 ** 32 + text.charCodeAt(at + 1) * 2 ** 16 + text.charCodeAt(at + 2)

function indexOf(values: ReadonlySet<string>): Index {
  const needles = new Map<number, Needle[]>()
  const pairs = new Uint8Array(PAIRS)
  for (const value of values)
    for (const needle of needlesOf(value, values.size > MANY)) {
      const start = startAt(needle.head, 0)
      const group = needles.get(start)
      if (group === undefined) needles.set(start, [needle])
      else group.push(needle)
      pairs[pairAt(needle.head, 0)] = 1
    }
  for (const [start, group] of needles) needles.set(start, thin(group))
  return { needles, pairs }
}

function thin(group: readonly Needle[]): Needle[] {
  const sorted = group.toSorted((a, b) => b.length - a.length)
  const [longest] = sorted
  if (longest === undefined || sorted.length <= CROWD) return sorted
  return [{ head: longest.head.slice(0, START), length: longest.length, redacted: "****", whole: false }]
}

function valueSpans(text: string, { needles, pairs }: Index): Span[] {
  const spans: Span[] = []
  if (needles.size === 0) return spans
  for (let start = 0; start + SHORTEST <= text.length; start++) {
    if (pairs[pairAt(text, start)] === 0) continue
    const needle = needles
      .get(startAt(text, start))
      ?.find(
        ({ head, length, whole }) => text.startsWith(head, start) && !(whole && isInWord(text, start, start + length)),
      )
    if (needle !== undefined) spans.push({ start, end: start + needle.length, redacted: needle.redacted })
  }
  return spans
}

const isInWord = (text: string, start: number, end: number): boolean =>
  WORD.test(text.charAt(start - 1)) || WORD.test(text.charAt(end))

const tokenSpans = (text: string): Span[] =>
  findTokens(text).map(({ detector, index, value }) => ({
    start: index,
    end: index + value.length,
    redacted: redact(detector.type, value),
  }))

/** Spans that overlap go as one, under the name of the longest of them: nothing of either may stay. */
function cut(text: string, spans: readonly Span[]): string {
  const parts: string[] = []
  let end = 0
  let open: { start: number; end: number; longest: Span } | null = null
  const close = (): void => {
    if (open === null) return
    parts.push(text.slice(end, open.start), open.longest.redacted)
    end = open.end
  }
  for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (open !== null && span.start < open.end) {
      open.end = Math.max(open.end, span.end)
      if (span.end - span.start > open.longest.end - open.longest.start) open.longest = span
      continue
    }
    close()
    open = { start: span.start, end: span.end, longest: span }
  }
  close()
  return parts.join("") + text.slice(end)
}

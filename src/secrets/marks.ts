import { ALONE } from "./assignments/index.ts"
import type { Detector } from "./detector.ts"
import { FAMILIES } from "./detectors/index.ts"
import { KEYWORDS, type Keyword, type Query } from "./prefilter/prefilter.ts"

/** A literal to look for, and the detectors that know it. */
export interface Mark {
  readonly text: string
  /** In the order of the families. */
  readonly detectors: readonly Detector[]
  /** May stand inside a word. */
  readonly anywhere: boolean
  /** A match may be shorter than the prefilter expects. */
  readonly shortRun: boolean
  /** What it begins may be a whole key, much longer than a token. */
  readonly isLong: boolean
}

/** `://` as it stands in a URL that is part of another. */
const ESCAPED = ["%3A%2F%2F", "%3a%2f%2f"]

const LONG = /BEGIN|^LS0tLS1|^PuTTY/

function collectMarks(): Mark[] {
  const marks = new Map<string, Detector[]>()
  for (const detector of FAMILIES)
    for (const text of detector.marks) {
      const known = marks.get(text)
      if (known === undefined) marks.set(text, [detector])
      else known.push(detector)
    }
  return [...marks].map(([text, detectors]) => ({
    text,
    detectors,
    anywhere: detectors.some(({ anywhere }) => anywhere),
    shortRun: detectors.some(({ shortRun }) => shortRun),
    isLong: LONG.test(text),
  }))
}

/** Every mark of every family, once. */
export const MARKS: readonly Mark[] = collectMarks()

const USERINFO = "://"
/** Passwords in URLs have a search of their own: their mark stands in every address. */
const SOUGHT = MARKS.filter(({ text }) => text !== USERINFO)
const IN_URLS = MARKS.find(({ text }) => text === USERINFO)

/** Names of vendors that announce a credential without another word. */
const vendor = (text: string): Keyword => ({ text, minimum: 16, value: "drawn" })

/** What the prefilter is asked for. */
export const QUERY: Query = {
  marks: [...SOUGHT, ...ESCAPED.map((text) => ({ text, anywhere: true, shortRun: true }))],
  keywords: [...KEYWORDS, ...ALONE.map(vendor)],
  userinfo: IN_URLS !== undefined,
  base64: true,
}

/** What stands at a hit of the prefilter. */
export type Hit =
  | { readonly kind: "mark"; readonly mark: Mark }
  | { readonly kind: "escaped" }
  | { readonly kind: "base64" }
  | { readonly kind: "keyword" }

const HITS: readonly Hit[] = [
  ...SOUGHT.map((mark) => ({ kind: "mark", mark }) as const),
  ...ESCAPED.map(() => ({ kind: "escaped" }) as const),
  ...QUERY.keywords.map(() => ({ kind: "keyword" }) as const),
  ...(IN_URLS === undefined ? [] : [{ kind: "mark", mark: IN_URLS } as const]),
  { kind: "base64" },
]

/** What a number that the prefilter gives stands for. */
export const hitOf = (what: number): Hit => HITS[what]!

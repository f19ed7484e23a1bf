import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import {
  createPrefilter,
  createScriptPrefilter,
  KEYWORDS,
  LOOK_AHEAD,
  LOOK_BACK,
  type Prefilter,
  type Query,
} from "../../../src/secrets/prefilter/prefilter.ts"

export const QUERY: Query = {
  marks: [
    ..."ghp_ gho_ github_pat_ glpat- npm_ AKIA ASIA AIza GOCSPX- 1//0 ya29. sk- sk-ant- sk_live_ xoxb- SG. MT s. eyJ hvs. dp.pt. /v1. r8_".split(
      " ",
    ),
    "hooks.slack.com/services/",
  ]
    .map((text): Query["marks"][number] => ({ text }))
    .concat(
      ["$1$", "$6$", "-----BEGIN ", "curl "].map((text) => ({ text, shortRun: true })),
      ["T3BlbkFJ", "Q~", ".atlasv1.", "-us1"].map((text) => ({ text, anywhere: true })),
      [{ text: "!!x", anywhere: true, shortRun: true }],
    ),
  keywords: KEYWORDS,
  userinfo: true,
  base64: true,
}

export const USERINFO = QUERY.marks.length + QUERY.keywords.length
export const markIndex = (text: string): number => QUERY.marks.findIndex((mark) => mark.text === text)

export const fast = createPrefilter(QUERY)
export const script = createScriptPrefilter(QUERY)

/** Code that the lock file pins. */
export const CODE: Buffer = readFileSync(createRequire(import.meta.url).resolve("typescript/lib/typescript.js"))
export const PROGRAM = process.execPath

export interface Hit {
  readonly at: number
  readonly what: number
}

export interface Scan {
  readonly hits: readonly Hit[]
  /** Where each call stopped. */
  readonly stops: readonly number[]
}

/** As a reader of files does it: the buffer is filled, looked at, and what the next look needs is moved to its front. */
export function scanFile(filter: Prefilter, bytes: Uint8Array, size = filter.buffer.length): Scan {
  const hits: Hit[] = []
  const stops: number[] = []
  let [read, filled, done, gone] = [0, 0, 0, 0]
  for (;;) {
    const piece = bytes.subarray(read, read + size - filled)
    filter.buffer.set(piece, filled)
    read += piece.length
    filled += piece.length
    const isLast = read === bytes.length
    const to = isLast ? filled : filled - LOOK_AHEAD
    for (let from = done; from < to; from = filter.stopped) {
      const count = filter.scan(from, to, filled)
      for (let hit = 0; hit < count; hit++) hits.push({ at: gone + filter.at(hit), what: filter.what(hit) })
      stops.push(gone + filter.stopped)
    }
    if (isLast) return { hits, stops }
    const kept = Math.max(0, to - LOOK_BACK)
    filter.buffer.copyWithin(0, kept, filled)
    gone += kept
    filled -= kept
    done = to - kept
  }
}

export const latin1 = (text: string): Buffer => Buffer.from(text, "latin1")
export const hitsIn = (text: string, filter = fast): readonly Hit[] => scanFile(filter, latin1(text)).hits
/** What is found in a text: the texts of marks and keywords, or `://`. */
export const foundIn = (text: string): string[] =>
  hitsIn(text).map(
    ({ what }) =>
      QUERY.marks[what]?.text ?? QUERY.keywords[what - QUERY.marks.length]?.text ?? (what === USERINFO ? "://" : "?"),
  )

export const inOrder = (hits: readonly Hit[]): Hit[] => hits.toSorted((a, b) => a.at - b.at || a.what - b.what)

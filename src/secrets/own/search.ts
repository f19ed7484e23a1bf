import { givenBefore } from "../content/closer-look.ts"
import { decoded, type Found } from "../content/found.ts"
import type { Compiled } from "./compile.ts"

/** Bytes before a keyword, and after it, that a match is looked for in. */
const BEFORE = 1023
const AFTER = 4096
/** Keywords that follow so near are seen in one go. */
const GROUP = 4096
/** A value that is shorter says nothing, and no redactor could take it out of a text. */
const SHORTEST = 4
/** Matches of one detector in one file: more than anybody keeps, and a bound on what a hostile expression costs. */
const MOST = 2000
/** A byte that a match can't start at, but that says whether a word or a line does. */
const CONTEXT = 1

/** What a buffer holds of a file. */
export interface Stretch {
  readonly bytes: Buffer
  /** Keywords are looked for from here up to `to`; 1 KiB before and 8 KiB after belong to the stretch, where the file has them. */
  readonly from: number
  readonly to: number
  readonly filled: number
  /** Bytes of the file before those in the buffer. */
  readonly gone: number
}

/** What one detector has seen of the file at hand. */
interface Seen {
  readonly detector: Compiled
  /** Where its next match may start, in the file. */
  next: number
  count: number
}

/** Looks for credentials that only their own people know, in one file or text after the other. */
export class OwnSearch {
  readonly #detectors: readonly Compiled[]
  #seen: Seen[] = []

  constructor(detectors: readonly Compiled[]) {
    this.#detectors = detectors
  }

  /** A file begins, or a text that has no path. */
  open(...paths: readonly string[]): void {
    this.#seen = this.#detectors
      .filter(({ isIn }) => isIn === null || paths.some(isIn))
      .map((detector) => ({ detector, next: 0, count: 0 }))
  }

  /** What is near the keywords of a stretch, in order; places are those of the buffer. */
  look(stretch: Stretch): Found[] {
    return this.#seen.flatMap((seen) => lookFor(seen, stretch)).toSorted((a, b) => a.index - b.index)
  }
}

function lookFor(seen: Seen, stretch: Stretch): Found[] {
  const { bytes, from, to, filled, gone } = stretch
  const { detector } = seen
  const found: Found[] = []
  const nextKeyword = keywordFinder(detector.keywords, stretch)
  for (let hit = nextKeyword(from); hit < to && seen.count < MOST; hit = nextKeyword(hit + GROUP)) {
    const start = Math.max(0, hit - BEFORE, seen.next - gone)
    const before = Math.max(0, start - CONTEXT)
    const text = bytes.toString("latin1", before, Math.min(filled, hit + GROUP + AFTER))
    if (start - before >= text.length) continue
    for (const { index, value, end } of detector.matches(text, start - before)) {
      if (seen.count === MOST) break
      seen.count += 1
      seen.next = gone + before + end
      if (value.length < SHORTEST) continue
      found.push({
        type: detector.type,
        evidence: "anchored",
        value: decoded(value),
        givenTo: givenBefore(text, index),
        encoding: "",
        line: 0,
        index: before + index,
        length: value.length,
      })
    }
  }
  return found
}

/** A function that says where the first keyword from a place on stands; Infinity where none. */
function keywordFinder(keywords: readonly Buffer[], { bytes, filled }: Stretch): (from: number) => number {
  const content = bytes.subarray(0, filled)
  const places = keywords.map(() => -1)
  return (from) => {
    for (const [row, word] of keywords.entries())
      if (places[row]! < from) {
        const at = content.indexOf(word, from)
        places[row] = at < 0 ? Infinity : at
      }
    return Math.min(...places)
  }
}

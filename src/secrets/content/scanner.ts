import type { Inspector, Sighting } from "../../model/index.ts"
import { type Where, whereOf } from "../assignments/index.ts"
import { hitOf, QUERY } from "../marks.ts"
import { createPrefilter } from "../prefilter/prefilter.ts"
import { lookAt } from "./closer-look.ts"
import type { Found } from "./found.ts"
import type { OwnDetectors } from "../own/index.ts"
import type { OwnSearch } from "../own/search.ts"
import { settle } from "./settle.ts"
import { type Utf16Fold, utf16Of } from "../encodings/index.ts"
import { Whole } from "./whole.ts"

/** Bytes before a hit that a closer look may ask for. */
const BEHIND = 1024
/** Bytes after a hit that a closer look may ask for: private keys are long. So much of a file that goes on is waited for. */
const AHEAD = 32 * 1024
/** Bytes that are looked at in one go: what two threads read at a time stays in the cache of a core. */
const CAPACITY = 160 * 1024
/** Nearly every closer look asks for no more than this, but for the keys. */
const NEAR = 4 * 1024
/** Added to the text that is looked at for the hits that follow soon: a string costs as much as what it holds. */
const MORE = 1024
const LINE_FEED = 10
/** Names in one file that are looked at: against files made to hold nothing else. */
const MOST_NAMES = 100_000
/** Bytes at the start of a file that tell text from anything else. */
const SAMPLE = 512

interface Line {
  readonly index: number
  readonly number: number
}
const FIRST_LINE: Line = { index: 0, number: 1 }

/** Looks for credentials in the content of files: in one pass and in bounded memory, however they are cut into pieces. */
export const createContentScanner = (own: OwnDetectors | null = null): Inspector =>
  new ContentScanner(own?.search() ?? null)

class ContentScanner implements Inspector {
  readonly #filter = createPrefilter(QUERY)
  readonly #bytes = Buffer.from(
    this.#filter.buffer.buffer as ArrayBuffer,
    this.#filter.buffer.byteOffset,
    Math.min(CAPACITY, this.#filter.buffer.length),
  )
  #member = ""
  #path = ""
  /** Asked for by few files. */
  #where: Where | null = null
  #whole: Whole | null = null
  #fold: Utf16Fold | null = null
  #isText = true
  #isEmpty = true
  /** Bytes of the file before those in the buffer. */
  #gone = 0
  /** Bytes in the buffer, and how many of them are done with. */
  #filled = 0
  #done = 0
  #names = 0
  #tokens: Found[] = []
  #named: Found[] = []
  /** Where a line starts in the file, and its number; it only moves on. */
  #line = FIRST_LINE
  /** The same near the start of the buffer. */
  #oldLine = FIRST_LINE
  /** The text around the hits at hand: most of them have neighbours. */
  #window = { start: 0, end: 0, text: "" }

  readonly #own: OwnSearch | null

  constructor(own: OwnSearch | null) {
    this.#own = own
  }

  open(path: string, member: string): void {
    this.#own?.open(...(member === "" ? [path] : [path, member]))
    this.#path = member === "" ? path : member
    this.#member = member
    this.#whole = Whole.of(this.#path)
    this.#fold = null
    this.#isEmpty = true
    this.#gone = 0
    this.#filled = 0
    this.#done = 0
    this.#names = 0
    this.#line = FIRST_LINE
    this.#oldLine = FIRST_LINE
    if (this.#tokens.length > 0) this.#tokens = []
    if (this.#named.length > 0) this.#named = []
  }

  get isWhole(): boolean {
    return this.#names <= MOST_NAMES
  }

  piece(bytes: Uint8Array): void {
    if (bytes.length === 0) return
    if (this.#isEmpty) this.#begin(bytes)
    this.#whole?.add(bytes)
    let rest = this.#fold === null ? bytes : this.#fold.fold(bytes)
    while (rest.length > 0) {
      const taken = rest.subarray(0, this.#bytes.length - this.#filled)
      this.#bytes.set(taken, this.#filled)
      this.#filled += taken.length
      rest = rest.subarray(taken.length)
      if (this.#filled === this.#bytes.length) this.#look(false)
    }
  }

  close(): readonly Sighting[] {
    if (this.#filled > this.#done) this.#look(true)
    const whole = this.#whole?.sightings() ?? []
    if (this.#tokens.length + this.#named.length + whole.length === 0) return []
    return settle(this.#tokens, this.#named, whole).map((sighting) => ({
      ...sighting,
      member: this.#member,
      encoding: sighting.encoding || (this.#fold === null ? "" : "UTF-16"),
    }))
  }

  #begin(bytes: Uint8Array): void {
    this.#isEmpty = false
    this.#fold = utf16Of(bytes)
    this.#isText = this.#fold !== null || bytes.subarray(0, SAMPLE).indexOf(0) < 0
    this.#where = null
  }

  /** Looks at what is in the buffer, but for the last of it where the file goes on; that is kept. */
  #look(isLast: boolean): void {
    const to = isLast ? this.#filled : this.#filled - AHEAD
    this.#window.end = 0
    if (this.#own !== null) this.#lookForOwn(this.#own, to)
    for (let from = this.#done; from < to; from = this.#filter.stopped) {
      const count = this.#filter.scan(from, to, this.#filled)
      for (let hit = 0; hit < count; hit++) this.#lookCloser(this.#filter.at(hit), this.#filter.what(hit))
    }
    this.#done = to
    if (!isLast) this.#makeRoom()
  }

  #makeRoom(): void {
    const kept = Math.max(0, this.#done - BEHIND)
    if (this.#isText) this.#lineOf(kept)
    if (this.#isText && this.#own !== null) this.#oldLine = this.#lineFrom(this.#oldLine, kept)
    this.#bytes.copyWithin(0, kept, this.#filled)
    this.#gone += kept
    this.#filled -= kept
    this.#done -= kept
  }

  #lookForOwn(own: OwnSearch, to: number): void {
    let line = this.#oldLine
    for (const one of own.look({
      bytes: this.#bytes,
      from: this.#done,
      to,
      filled: this.#filled,
      gone: this.#gone,
    })) {
      if (this.#isText) line = this.#lineFrom(line, one.index)
      this.#tokens.push({ ...one, line: this.#isText ? line.number : 0, index: this.#gone + one.index })
    }
  }

  #lookCloser(at: number, what: number): void {
    const hit = hitOf(what)
    if (hit.kind === "keyword" && ++this.#names > MOST_NAMES) return
    const { start, text } = this.#textAround(at, hit.kind === "mark" && hit.mark.isLong ? AHEAD : NEAR)
    this.#where ??= whereOf(this.#path, this.#isText)
    const found = lookAt(hit, text, at - start, this.#where)
    for (const one of found) {
      const index = start + one.index
      const line = this.#isText ? this.#lineOf(index) : 0
      const list = one.evidence === "generic" || hit.kind === "keyword" ? this.#named : this.#tokens
      list.push({ ...one, line, index: this.#gone + index })
    }
  }

  /** The text from `BEHIND` before a place to `ahead` after it, and often more. */
  #textAround(at: number, ahead: number): { readonly start: number; readonly text: string } {
    const start = Math.max(0, at - BEHIND)
    if (this.#window.start > start || this.#window.end < Math.min(this.#filled, at + ahead)) {
      const end = Math.min(this.#filled, at + ahead + MORE)
      this.#window = { start, end, text: this.#bytes.toString("latin1", start, end) }
    }
    return this.#window
  }

  /** Number of the line that a place of the buffer is on. Places come in order, but for a few characters. */
  #lineOf(at: number): number {
    this.#line = this.#lineFrom(this.#line, at)
    return this.#line.number
  }

  /** The line that a place of the buffer is on, given one before it. */
  #lineFrom(line: Line, at: number): Line {
    let { index, number } = line
    if (this.#gone + at < index) return line
    for (;;) {
      const next = this.#bytes.indexOf(LINE_FEED, Math.max(0, index - this.#gone))
      if (next < 0 || next >= at) break
      index = this.#gone + next + 1
      number += 1
    }
    return { index, number }
  }
}

import { Assignments } from "./assignment.ts"
import { startsText } from "./base64.ts"
import { CLASSES, TOKEN, WORD } from "./classes.ts"
import { FLAG, FOLD, HITS_CAPACITY, hashOf, type Entry, type Hashes, type Plan, type Search } from "./plan.ts"
import { inLongRun, isEscape, LONG, LONGEST_ESCAPE, mayStart } from "./places.ts"
import type { Prefilter } from "./scan.ts"
import { startsUserinfo } from "./userinfo.ts"

const CAPACITY = 0x80000
/** Zeros around the bytes, so that nothing asks for an edge. */
const BEFORE = 128
const BEHIND = 1024

/** Does as `assembly/scan.ts` does, a byte at a time. */
export function scanInScript({ starts, anywhere, tile, most, base64 }: Plan): Prefilter {
  const bytes = new Uint8Array(BEFORE + CAPACITY + BEHIND)
  const hits = new Int32Array(2 * HITS_CAPACITY)
  const words = tableOf(starts)
  const search = searchTableOf(anywhere)
  const assignments = new Assignments(bytes)
  let count = 0
  let stopped = 0

  const hit = (at: number, id: number): void => {
    hits[2 * count] = at - BEFORE
    hits[2 * count + 1] = id
    count++
  }

  const check = ({ literal, back }: Entry, anchor: number): void => {
    const { id, text, folded, flags, minimum } = literal
    const at = anchor - back
    const end = at + text.length
    for (let k = 0; k < text.length; k++) if ((bytes[at + k]! | (folded ? 0x20 : 0)) !== text.charCodeAt(k)) return
    if (flags & FLAG.atStart && !mayStart(bytes, at)) return
    if (flags & FLAG.inRun && !inLongRun(bytes, anchor)) return
    if (flags & FLAG.userinfo && !startsUserinfo(bytes, end)) return
    if (flags & FLAG.keyword && !assignments.assigned(at, end, flags, minimum)) return
    hit(at, id)
  }

  const lookUp = (table: Table, three: number, anchor: number): void => {
    const hash = hashOf(three)
    if (table.known[hash] === 1) for (const entry of table.hashes.get(hash) ?? []) check(entry, anchor)
  }

  /** Looks up words at whose start at least `LONG` characters of tokens follow each other. */
  const starting = (from: number, to: number): void => {
    let run = from
    let escaped = 0
    for (let p = from - LONGEST_ESCAPE; p < from; p++) if (isEscape(bytes[p]!)) escaped = p + LONGEST_ESCAPE
    let before = CLASSES[bytes[from - 1]!]!
    for (let p = from; p < to; p++) {
      const byte = bytes[p]!
      const here = CLASSES[byte]!
      if (here & WORD) {
        if (!(before & WORD) || (p <= escaped && mayStart(bytes, p))) {
          if (run < p) run = p
          while (run < p + LONG && CLASSES[bytes[run]!]! & TOKEN) run++
          if (run === p + LONG) {
            lookUp(words, byte | (bytes[p + 1]! << 8) | (bytes[p + 2]! << 16), p)
            if (base64 > 0 && startsText(bytes, p)) hit(p, base64)
          }
        }
      } else if (isEscape(byte)) escaped = p + LONGEST_ESCAPE
      before = here
    }
  }

  /** Each of eight bits of `state`, three times over, says whether the bytes before may be the first of a group's. */
  const literals = (from: number, to: number): void => {
    let state = 0
    let three = 0
    for (let p = from; p < to + 2; p++) {
      const byte = bytes[p]!
      three = (three >>> 8) | (byte << 16)
      state = ((state << 8) | 0xff) & search.groups[byte]!
      if (state > 0xffff) lookUp(search, three | FOLD, p - 2)
    }
  }

  return {
    buffer: bytes.subarray(BEFORE, BEFORE + CAPACITY),
    scan(from, to, length) {
      bytes.fill(0, BEFORE + length, BEFORE + length + BEHIND)
      count = 0
      assignments.begin()
      stopped = from
      while (stopped < to) {
        if (count + most > HITS_CAPACITY) break
        const end = Math.min(stopped + tile, to)
        starting(BEFORE + stopped, BEFORE + end)
        literals(BEFORE + stopped, BEFORE + end)
        stopped = end
      }
      return count
    },
    get stopped() {
      return stopped
    },
    at: (index) => hits[2 * index] ?? 0,
    what: (index) => hits[2 * index + 1] ?? 0,
  }
}

interface Table {
  readonly known: Uint8Array
  readonly hashes: Hashes
}

interface SearchTable extends Table {
  /** For each byte, the groups that it may be the first, second and third byte of, eight bits each. */
  readonly groups: Uint32Array
}

function tableOf(hashes: Hashes): Table {
  const known = new Uint8Array(0x10000)
  for (const hash of hashes.keys()) known[hash] = 1
  return { known, hashes }
}

function searchTableOf({ halves, hashes }: Search): SearchTable {
  const groups = Uint32Array.from({ length: 256 }, (_, byte) =>
    [0, 32, 64].reduce(
      (all, place) => all | ((halves[place + (byte & 15)]! & halves[place + 16 + (byte >> 4)]!) << (place / 4)),
      0,
    ),
  )
  return { ...tableOf(hashes), groups }
}

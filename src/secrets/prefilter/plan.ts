import { CLASSES, TOKEN, WORD } from "./classes.ts"
import type { Query } from "./query.ts"
import { trigramsOf } from "./trigrams.ts"

/** What is asked of a place where a literal stands. */
export const FLAG = { folded: 1, atStart: 2, inRun: 4, userinfo: 8, keyword: 16, whole: 32, any: 64, scheme: 128 }

/** A literal to be found. */
interface Literal {
  /** What is told of a hit. */
  readonly id: number
  readonly text: string
  readonly folded: boolean
  readonly flags: number
  readonly minimum: number
}

/** A literal that is compared where `back` of its characters stand before the place that was looked up. */
export interface Entry {
  readonly literal: Literal
  readonly back: number
}

/** Literals by a hash of three bytes. */
export type Hashes = ReadonlyMap<number, readonly Entry[]>

/** Literals that may stand anywhere: what tells three bytes that may be theirs, and those by their hash, lower case for all. */
export interface Search {
  readonly halves: Uint8Array
  readonly hashes: Hashes
}

/** How a query is answered: what both ways to scan look up. */
export interface Plan {
  /** What may stand where a long run of characters of tokens starts, and a word in it. */
  readonly starts: Hashes
  readonly anywhere: Search
  /** Bytes that are looked at before the room for hits is checked again, and the most hits that they can give. */
  readonly tile: number
  readonly most: number
  /** What is told of a hit where text in base64 begins; 0 where none is sought. */
  readonly base64: number
}

export const HITS_CAPACITY = 0x10000
const MARK = /^[ -~]{2,64}$/
const KEYWORD = /^[a-z]{3,24}$/
const HASHED = 3
const BYTES = [...CLASSES.keys()]
const TOKENS = BYTES.filter((byte) => CLASSES[byte]! & TOKEN)
const LARGEST_TILE = 4096
const SMALLEST_TILE = 64
const is = (char: string, bits: number): boolean => (CLASSES[char.charCodeAt(0)]! & bits) !== 0

/** Of three bytes, the first the lowest. As a multiplication of 32 bits, of which the upper half is taken. */
export const hashOf = (bytes: number): number => Math.imul(bytes, 0x9e3779b1) >>> 16

/** What makes one of both cases of a letter, in three bytes. */
export const FOLD = 0x202020

export function planOf(query: Query): Plan {
  const literals: Literal[] = [...marksOf(query), ...keywordsOf(query)]
  if (query.userinfo)
    literals.push({ id: literals.length, text: "://", folded: false, flags: FLAG.userinfo, minimum: 0 })
  const isInRun = ({ flags }: Literal): boolean => (flags & FLAG.inRun) !== 0
  const isAtStart = ({ flags }: Literal): boolean => (flags & FLAG.atStart) !== 0
  const gated = literals.filter((literal) => isInRun(literal) && isAtStart(literal))
  const starts = hashesOf(
    gated.map((literal) => ({
      literal: { ...literal, flags: literal.flags & ~(FLAG.inRun | FLAG.atStart) },
      back: anchorOf(literal.text),
    })),
    TOKENS,
    0,
  )
  const anywhere = searchOf(literals.filter((literal) => !(isInRun(literal) && isAtStart(literal))))
  const perByte = [starts, anywhere.hashes].reduce(
    (sum, hashes) => sum + Math.max(0, ...Array.from(hashes.values(), (entries) => entries.length)),
    query.base64 ? 1 : 0,
  )
  let tile = LARGEST_TILE
  while (tile > SMALLEST_TILE && tile * perByte > HITS_CAPACITY) tile /= 2
  if (tile * perByte > HITS_CAPACITY) throw new RangeError(`too many literals at once: ${perByte}`)
  return { starts, anywhere, tile, most: tile * perByte, base64: query.base64 ? literals.length : 0 }
}

function searchOf(literals: readonly Literal[]): Search {
  const { halves, located } = trigramsOf(literals)
  return {
    halves,
    hashes: hashesOf(
      located.map(({ literal, offset }) => ({ literal, back: offset })),
      BYTES,
      FOLD,
    ),
  }
}

function marksOf({ marks }: Query): Literal[] {
  return marks.map(({ text, anywhere = false, shortRun = false }, id) => {
    if (!MARK.test(text)) throw new RangeError(`a mark has 2 to 64 printable characters: ${JSON.stringify(text)}`)
    const anchor = anchorOf(text)
    const short = shortRun || (anywhere ? !isToken(text) : anchor < 0 || !isToken(text.slice(anchor)))
    return {
      id,
      text,
      folded: false,
      flags: (anywhere ? 0 : FLAG.atStart) | (short ? 0 : FLAG.inRun),
      minimum: 0,
    }
  })
}

function keywordsOf({ marks, keywords }: Query): Literal[] {
  return keywords.map(({ text, minimum, value, whole, scheme }, index) => {
    if (!KEYWORD.test(text)) throw new RangeError(`a keyword has 3 to 24 lower-case letters: ${JSON.stringify(text)}`)
    const flags =
      FLAG.folded |
      FLAG.keyword |
      (whole ? FLAG.whole : 0) |
      (value === "any" ? FLAG.any : 0) |
      (scheme ? FLAG.scheme : 0)
    return { id: marks.length + index, text, folded: true, flags, minimum }
  })
}

const isToken = (text: string): boolean => Array.from(text).every((char) => is(char, TOKEN))

/** Where in a mark its first word starts; -1 where it has none. */
const anchorOf = (text: string): number => Array.from(text).findIndex((char) => is(char, WORD))

/** One of less than three characters from there on is listed under all bytes that may follow. */
function hashesOf(entries: readonly Entry[], following: readonly number[], fold: number): Map<number, Entry[]> {
  const hashes = new Map<number, Entry[]>()
  for (const entry of entries) {
    let heads = [0]
    for (let place = 0; place < HASHED; place++) {
      const char = entry.literal.text[entry.back + place]
      const bytes = char === undefined ? following : [char.charCodeAt(0)]
      heads = heads.flatMap((head) => bytes.map((byte) => head | (byte << (8 * place))))
    }
    for (const hash of new Set(heads.map((head) => hashOf(head | fold)))) {
      const known = hashes.get(hash)
      if (known === undefined) hashes.set(hash, [entry])
      else known.push(entry)
    }
  }
  return hashes
}

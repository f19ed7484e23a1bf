/** Folds UTF-16 to one byte a character, piece by piece. */
export interface Utf16Fold {
  /** The bytes are new ones. A pair that a piece cuts in two comes with the next. */
  fold(piece: Uint8Array): Uint8Array
}

/** Bytes that are looked at to tell UTF-16 that has no byte order mark. */
const SAMPLE = 1024
const FEWEST = 8

/**
 * A fold for text in UTF-16, told by the first bytes of a file; null where they are none. It has a byte order mark, or
 * the NUL that every other byte is where people write in Latin letters. The first piece to be folded is the first of the file.
 */
export function utf16Of(first: Uint8Array): Utf16Fold | null {
  const order = byteOrderOf(first)
  return order === null ? null : new Fold(order)
}

/** All of a text in UTF-16 as the rest of the engine reads it, one byte a character; null where the bytes are none. */
export const utf16ToBytes = (bytes: Uint8Array): Uint8Array | null => utf16Of(bytes)?.fold(bytes) ?? null

interface Order {
  /** Bytes of the mark. */
  readonly mark: number
  /** Which byte of a pair is the high one. */
  readonly high: 0 | 1
}

class Fold implements Utf16Fold {
  readonly #high: 0 | 1
  #skip: number
  #carried: number | null = null

  constructor({ mark, high }: Order) {
    this.#skip = mark
    this.#high = high
  }

  fold(piece: Uint8Array): Uint8Array {
    let at = Math.min(this.#skip, piece.length)
    this.#skip -= at
    const folded = new Uint8Array((piece.length - at + (this.#carried === null ? 0 : 1)) >> 1)
    let to = 0
    if (this.#carried !== null && at < piece.length) {
      folded[to++] = this.#one(this.#carried, piece[at++]!)
      this.#carried = null
    }
    for (; at + 1 < piece.length; at += 2) folded[to++] = this.#one(piece[at]!, piece[at + 1]!)
    if (at < piece.length) this.#carried = piece[at]!
    return folded
  }

  /** A character beyond latin1 can't be part of any token: it only must not look like one. */
  #one(first: number, second: number): number {
    const [low, high] = this.#high === 1 ? [first, second] : [second, first]
    return high === 0 ? low : 0xff
  }
}

function hasNul(bytes: Uint8Array): boolean {
  for (let at = 0; at < FEWEST; at++) if (bytes[at] === 0) return true
  return false
}

function byteOrderOf(bytes: Uint8Array): Order | null {
  if (bytes.length < 4) return null
  // Taken apart by an iterator they would cost as much as the look at a small file.
  const first = bytes[0]
  const second = bytes[1]
  // FF FE 00 00 begins UTF-32.
  if (first === 0xff && second === 0xfe && !(bytes[2] === 0 && bytes[3] === 0)) return { mark: 2, high: 1 }
  if (first === 0xfe && second === 0xff) return { mark: 2, high: 0 }
  const end = Math.min(bytes.length & ~1, SAMPLE)
  // Among the first four letters one at least is of a plain alphabet: so nearly every file is told at once.
  if (end < FEWEST || !hasNul(bytes)) return null
  const nul: [number, number] = [0, 0]
  for (let at = 0; at < end; at++) if (bytes[at] === 0) nul[at & 1 ? 1 : 0]++
  const pairs = end / 2
  const isHigh = (side: 0 | 1): boolean => nul[side] >= pairs * 0.7 && nul[side === 0 ? 1 : 0] <= pairs * 0.02
  if (isHigh(1)) return { mark: 0, high: 1 }
  return isHigh(0) ? { mark: 0, high: 0 } : null
}

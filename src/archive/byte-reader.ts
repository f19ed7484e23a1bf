import type { Source } from "./source.ts"
import { isZeroBlock } from "./tar-header.ts"

const EMPTY = new Uint8Array(0)

/** Takes exact numbers of bytes out of a source. What it returns is valid until the next call. */
export class ByteReader {
  readonly #source: Source
  #piece: Uint8Array = EMPTY
  #at = 0
  #consumed = 0
  #ended = false
  #scratch = EMPTY

  constructor(source: Source) {
    this.#source = source
  }

  /** Bytes consumed so far. */
  get position(): number {
    return this.#consumed
  }

  /** What can be had without copying, pulled from the source if need be; empty at the end. Nothing is consumed. */
  peek(): Uint8Array {
    while (this.#at === this.#piece.length && !this.#ended) {
      const piece = this.#source.next()
      if (piece === null) this.#ended = true
      this.#piece = piece ?? EMPTY
      this.#at = 0
    }
    return this.#at === 0 ? this.#piece : this.#piece.subarray(this.#at)
  }

  /** Consumes `count` bytes of what `peek` showed. */
  advance(count: number): void {
    this.#at += count
    this.#consumed += count
  }

  /** The next `count` bytes in one piece; fewer only at the end. */
  take(count: number): Uint8Array {
    const start = this.#at
    if (this.#piece.length - start >= count) {
      this.advance(count)
      return this.#piece.subarray(start, start + count)
    }
    if (this.#scratch.length < count) this.#scratch = new Uint8Array(count)
    let filled = 0
    while (filled < count) {
      const rest = this.peek()
      if (rest.length === 0) break
      const step = Math.min(count - filled, rest.length)
      this.#scratch.set(step === rest.length ? rest : rest.subarray(0, step), filled)
      this.advance(step)
      filled += step
    }
    return this.#scratch.subarray(0, filled)
  }

  /** The next piece of at most `count` bytes without copying; empty at the end. */
  some(count: number): Uint8Array {
    if (this.#at === this.#piece.length) this.peek()
    const start = this.#at
    const step = Math.min(count, this.#piece.length - start)
    this.advance(step)
    return this.#piece.subarray(start, start + step)
  }

  /** Passes over `count` bytes, or as many as there are; false where one of them is not zero. */
  zeros(count: number): boolean {
    if (this.#piece.length - this.#at < count) return isZeroBlock(this.take(count))
    const end = this.#at + count
    let bits = 0
    for (let at = this.#at; at < end; at += 1) bits |= this.#piece[at]!
    this.advance(count)
    return bits === 0
  }

  /** Passes over `count` bytes; returns how many there were. */
  skip(count: number): number {
    let left = count
    while (left > 0) {
      const here = Math.min(left, this.#piece.length - this.#at)
      this.advance(here)
      left -= here
      if (left === 0 || this.#ended) break
      const jumped = this.#source.skip?.(left) ?? 0
      this.#consumed += jumped
      left -= jumped
      if (left > 0 && this.peek().length === 0) break
    }
    return count - left
  }
}

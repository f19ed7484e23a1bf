import type { ByteReader } from "./byte-reader.ts"
import { ContentHash } from "./content-hash.ts"
import type { Source } from "./source.ts"
import { Unreadable } from "./unreadable.ts"

/** The content of one file of a tar, hashed in passing. One object serves all files of a tar, one after the other. */
export class Body implements Source {
  readonly #reader: ByteReader
  readonly #hash: ContentHash
  #offset = 0
  #size = 0
  #left = 0
  #kept: Uint8Array[] | null = null
  /** What ended the tar within this file: whoever reads it may have taken that for a fault of the content. */
  failure: Unreadable | null = null

  constructor(reader: ByteReader, seed: bigint) {
    this.#reader = reader
    this.#hash = new ContentHash(seed)
  }

  /** Goes on to the next file, of `size` bytes; `offset` is that of its header. What is kept, `bytes` gives in the end. */
  open(size: number, offset: number, keep: boolean): void {
    this.#size = size
    this.#left = size
    this.#offset = offset
    this.#kept = keep ? [] : null
    this.#hash.begin(size)
  }

  next(): Uint8Array | null {
    if (this.#left === 0) return null
    const piece = this.#pull()
    this.#left -= piece.length
    this.#hash.update(piece)
    this.#kept?.push(Uint8Array.from(piece))
    return piece
  }

  #pull(): Uint8Array {
    if (this.failure !== null) throw this.failure
    try {
      const piece = this.#reader.some(this.#left)
      if (piece.length > 0) return piece
      throw new Unreadable(
        "truncated",
        `the tar ends too early: the body of the entry at offset ${this.#offset} is cut`,
      )
    } catch (error) {
      if (error instanceof Unreadable) this.failure = error
      throw error
    }
  }

  /** Reads what is left, so that the hash is that of every byte. */
  drain(): void {
    while (this.next() !== null);
  }

  /** Bytes of the whole. */
  get size(): number {
    return this.#size
  }

  /** Bytes read so far. */
  get read(): number {
    return this.#size - this.#left
  }

  /** Hash of all bytes, to be asked for when they have been read. */
  get hash(): number {
    return this.#hash.value
  }

  /** The bytes that were kept. */
  bytes(): Uint8Array {
    return Buffer.concat(this.#kept ?? [])
  }
}

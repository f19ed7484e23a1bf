import xxhash from "xxhash-wasm"

interface Stream {
  update(bytes: Uint8Array): unknown
  digest(): bigint
}

interface Hasher {
  h64Raw(bytes: Uint8Array, seed: bigint): bigint
  create64(seed: bigint): Stream
}

let hasher: Hasher | null = null

/** To be awaited once in each thread before anything is read. */
export async function prepareHash(): Promise<void> {
  hasher ??= await xxhash()
}

/**
 * A hash that tells equal contents from others. It decides no verdict and is never shown, so that speed is all that
 * counts. The seed is the run's own, so that nobody can prepare two contents that collide.
 */
export class ContentHash {
  readonly #seed: bigint
  readonly #ofNothing: number
  #left = 0
  #stream: Stream | null = null
  /** Of the whole content, once all of it was given. */
  value = 0

  constructor(seed: bigint) {
    this.#seed = seed
    this.#ofNothing = toNumber(hasher!.h64Raw(new Uint8Array(0), seed))
  }

  /** Another content, of `size` bytes. */
  begin(size: number): void {
    this.#left = size
    this.#stream = null
    this.value = this.#ofNothing
  }

  update(piece: Uint8Array): void {
    this.#left -= piece.length
    // Most files come in one piece, and need no stream.
    if (this.#left === 0 && this.#stream === null) {
      this.value = toNumber(hasher!.h64Raw(piece, this.#seed))
      return
    }
    this.#stream ??= hasher!.create64(this.#seed)
    this.#stream.update(piece)
    if (this.#left === 0) this.value = toNumber(this.#stream.digest())
  }
}

/** The upper 53 bits: a number takes a tenth of the memory and time of a bigint, and size decides with it. */
const toNumber = (hash: bigint): number => Number(hash >> 11n)

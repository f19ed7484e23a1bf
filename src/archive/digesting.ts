import { createHash } from "node:crypto"
import type { Source } from "./source.ts"

type Algorithm = "sha256" | "sha512"

/** Counts and hashes what passes through. */
export class Digesting implements Source {
  readonly #source: Source
  readonly #hashes: { readonly algorithm: Algorithm; readonly hash: ReturnType<typeof createHash> }[]
  bytes = 0

  constructor(source: Source, algorithms: readonly Algorithm[]) {
    this.#source = source
    this.#hashes = algorithms.map((algorithm) => ({ algorithm, hash: createHash(algorithm) }))
  }

  next(): Uint8Array | null {
    const piece = this.#source.next()
    if (piece === null) return null
    this.bytes += piece.length
    for (const { hash } of this.#hashes) hash.update(piece)
    return piece
  }

  /** Reads what is left, so that the digest is that of every byte. */
  drain(): void {
    while (this.next() !== null);
  }

  /** `algorithm:hex` of everything that has passed, one for each algorithm. To be called once. */
  digests(): string[] {
    return this.#hashes.map(({ algorithm, hash }) => `${algorithm}:${hash.digest("hex")}`)
  }
}

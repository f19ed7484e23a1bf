import { LIMITS, type Compression, type Limits } from "../model/index.ts"
import { Gunzip } from "./gzip.ts"
import type { Source } from "./source.ts"
import { limitReached, Unreadable } from "./unreadable.ts"
import { Unzstd } from "./zstd.ts"

const MAGIC: readonly {
  readonly name: string
  readonly at: number
  readonly bytes: readonly number[]
  readonly reads?: Compression
}[] = [
  { name: "gzip", at: 0, bytes: [0x1f, 0x8b], reads: "gzip" },
  { name: "zstd", at: 0, bytes: [0x28, 0xb5, 0x2f, 0xfd], reads: "zstd" },
  { name: "xz", at: 0, bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00] },
  { name: "bzip2", at: 0, bytes: [0x42, 0x5a, 0x68] },
  { name: "lz4", at: 0, bytes: [0x04, 0x22, 0x4d, 0x18] },
]

const startsWith = (head: Uint8Array, at: number, bytes: readonly number[]): boolean =>
  bytes.every((byte, i) => head[at + i] === byte)

/** How bytes are compressed, by their first bytes and nothing else: media types and file names lie. Throws `Unreadable` for a compression that is known and not read. */
export function sniffCompression(head: Uint8Array): Compression {
  // A zstd stream may start with a skippable frame, whose magic has sixteen forms.
  if (head[0]! >= 0x50 && head[0]! <= 0x5f && startsWith(head, 1, [0x2a, 0x4d, 0x18])) return "zstd"
  const found = MAGIC.find(({ at, bytes }) => startsWith(head, at, bytes))
  if (found === undefined) return "none"
  if (found.reads === undefined)
    throw new Unreadable(
      "unsupported-compression",
      `${found.name} compression is not supported; recompress with gzip or zstd, or save the image again`,
    )
  return found.reads
}

/** Ratios are judged only from here on: small data may well be extreme. */
const RATIO_FROM = 1024 ** 3

type Decoder = Source & { readonly trailingAt: number | null; close?(): void }

/** Decompressed bytes, bounded on what really comes out, whatever a header claims. */
class Bounded implements Source {
  readonly #decoder: Decoder
  readonly #compressed: { readonly bytes: number }
  readonly #limits: Limits
  #out = 0

  constructor(decoder: Decoder, compressed: { readonly bytes: number }, limits: Limits) {
    this.#decoder = decoder
    this.#compressed = compressed
    this.#limits = limits
  }

  next(): Uint8Array | null {
    const piece = this.#decoder.next()
    if (piece === null) return null
    this.#out += piece.length
    if (this.#out > this.#limits.uncompressedBytes) this.#leave("uncompressedBytes")
    if (this.#out > RATIO_FROM && this.#out / this.#compressed.bytes > this.#limits.ratio) this.#leave("ratio")
    return piece
  }

  #leave(limit: "uncompressedBytes" | "ratio"): never {
    this.#decoder.close?.()
    throw limitReached(LIMITS[limit].help, this.#limits[limit], LIMITS[limit].option)
  }

  get trailingAt(): number | null {
    return this.#decoder.trailingAt
  }
}

/** The plain bytes of `source`, which counts what was read of it. `trailingAt` is the offset of data behind the compressed stream. */
export function decompress(
  source: Source & { readonly bytes: number },
  compression: Compression,
  limits: Limits,
): Source & { readonly trailingAt: number | null } {
  if (compression === "none") return Object.assign({ next: () => source.next() }, { trailingAt: null })
  const decoder = compression === "gzip" ? new Gunzip(source) : new Unzstd(source, limits)
  return new Bounded(decoder, source, limits)
}

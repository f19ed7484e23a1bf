import type { Compression, Limits, Problem } from "../model/index.ts"
import { ByteReader } from "./byte-reader.ts"
import { decompress, sniffCompression } from "./compression.ts"
import type { Member } from "./container.ts"
import { Digesting } from "./digesting.ts"
import { readLayer, type Algorithm, type LayerRequest } from "./layer.ts"
import { readOuterTar } from "./outer-tar.ts"
import { FileSource, PipeSource, prepend, type Run, type Source } from "./source.ts"
import { BLOCK, hasRightChecksum } from "./tar-header.ts"
import type { TarEntry } from "./tar.ts"
import { limitReached, Unreadable } from "./unreadable.ts"
import type { Viewers } from "./viewers.ts"

/** What one pass over an archive that can't be read at random learned: compressed as a whole, or a pipe. */
export interface StreamRead {
  readonly compression: Compression
  /** Bytes as given. */
  readonly bytes: number
  readonly members: readonly Member[]
  readonly repeated: readonly string[]
  readonly problems: readonly Problem[]
}

/** Small documents that are kept, all together. */
const KEPT_BYTES = 256 * 1024 * 1024

/**
 * Reads such an archive in a single pass and without a temporary copy. The manifest that says what is a layer comes
 * last, so every member is read as what its first bytes say: JSON is kept, anything else is taken for a layer.
 */
export function readStream(
  fd: number,
  size: number | null,
  request: LayerRequest,
  viewers: Viewers,
  run: Run,
): StreamRead {
  const raw = size === null ? new PipeSource(fd, run) : new FileSource(fd, 0, size, run)
  const counted = new Digesting(raw, [])
  let compression: Compression = "none"
  try {
    const first = counted.next() ?? new Uint8Array(0)
    const head = Uint8Array.from(first.subarray(0, 6))
    compression = sniffCompression(head)
    const source = Object.assign(prepend(first, counted), {
      get bytes(): number {
        return counted.bytes
      },
    })
    const plain = decompress(source, compression, {
      ...request.limits,
      uncompressedBytes: request.limits.uncompressedBytes * 2,
    })
    const reader = new ByteReader(plain)
    let kept = 0
    const outer = readOuterTar(reader, request.limits, (entry) => {
      const body = takeBody(reader, entry, request, viewers)
      kept += body.bytes?.length ?? 0
      if (kept > KEPT_BYTES) throw limitReached("documents in one archive", KEPT_BYTES, null)
      return body
    })
    const problems = [...outer.problems]
    if (plain.trailingAt !== null)
      problems.push({
        code: "trailing-data",
        message: `bytes follow the ${compression} data at compressed offset ${plain.trailingAt}; they were not read`,
      })
    return {
      compression,
      bytes: counted.bytes,
      members: [...outer.members.values()],
      repeated: [...outer.repeated],
      problems,
    }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return {
      compression,
      bytes: counted.bytes,
      members: [],
      repeated: [],
      problems: [{ code: error.code, message: error.message }],
    }
  }
}

const OPENERS = new Set([0x7b, 0x5b])
const SMALL = 16
const BLANKS = new Set([0x20, 0x09, 0x0a, 0x0d])

function takeBody(
  reader: ByteReader,
  entry: TarEntry,
  request: LayerRequest,
  viewers: Viewers,
): { readonly at: "memory"; readonly bytes: Uint8Array | null; readonly scan: ReturnType<typeof readLayer> | null } {
  const first = Uint8Array.from(reader.take(Math.min(BLOCK, entry.data)))
  if (isDocument(first, entry.data, request.limits)) {
    const bytes = new Uint8Array(entry.data)
    bytes.set(first)
    let filled = first.length
    while (filled < bytes.length) {
      const piece = reader.some(bytes.length - filled)
      if (piece.length === 0)
        throw new Unreadable(
          "truncated",
          `the tar ends too early: the body of the entry at offset ${entry.offset} is cut`,
        )
      bytes.set(piece, filled)
      filled += piece.length
    }
    return { at: "memory", bytes, scan: null }
  }
  const body = new BodySource(reader, entry, first.length)
  const algorithms: readonly Algorithm[] = entry.name.includes("blobs/sha512/") ? ["sha256", "sha512"] : ["sha256"]
  const own = { ...request, stored: algorithms, uncompressed: algorithms }
  const scan = readLayer(prepend(first, body), first, own, viewers)
  return { at: "memory", bytes: null, scan }
}

function isDocument(first: Uint8Array, size: number, limits: Limits): boolean {
  // `null` is a document too.
  if (size <= SMALL && Buffer.from(first).toString("latin1").trim() === "null") return true
  const opener = first.find((byte) => !BLANKS.has(byte))
  // A layer may begin with an entry named `[slug]`, so the first character alone proves nothing.
  return (
    opener !== undefined &&
    OPENERS.has(opener) &&
    size <= limits.metadataBytes &&
    !(first.length === BLOCK && hasRightChecksum(first))
  )
}

/** The rest of a member's body. */
class BodySource implements Source {
  readonly #reader: ByteReader
  readonly #offset: number
  #left: number

  constructor(reader: ByteReader, entry: TarEntry, taken: number) {
    this.#reader = reader
    this.#offset = entry.offset
    this.#left = entry.data - taken
  }

  next(): Uint8Array | null {
    if (this.#left === 0) return null
    const piece = this.#reader.some(this.#left)
    if (piece.length === 0)
      throw new Unreadable(
        "truncated",
        `the archive ends too early: the body of the member at offset ${this.#offset} is cut`,
      )
    this.#left -= piece.length
    return piece
  }
}

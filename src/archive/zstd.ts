import type { Limits } from "../model/index.ts"
import type { Source } from "./source.ts"
import { hasNativeZstd, SyncDecoder } from "./sync-zlib.ts"
import { Unreadable } from "./unreadable.ts"
import { ZstdFrames } from "./zstd-frames.ts"

type StreamingDecoder = { decodeStreaming(pieces: Iterable<Uint8Array>): Generator<Uint8Array> }

let fallback: StreamingDecoder | null = null

/** To be awaited once in each thread before anything is read: the decoder for a Node without zstd starts asynchronously. */
export async function prepareZstd(): Promise<void> {
  if (hasNativeZstd || fallback !== null) return
  const { ZSTDDecoder } = await import("zstddec/stream")
  const decoder = new ZSTDDecoder()
  await decoder.init()
  fallback = decoder
}

/** The compressed bytes with their framing checked: whole frames, or an error. */
class Framed implements Source {
  readonly #source: Source
  readonly frames: ZstdFrames

  constructor(source: Source, limits: Limits) {
    this.#source = source
    this.frames = new ZstdFrames(limits)
  }

  next(): Uint8Array | null {
    const piece = this.frames.trailingAt === null ? this.#source.next() : null
    if (piece === null) {
      while (this.#source.next() !== null);
      if (!this.frames.atBoundary && this.frames.trailingAt === null)
        throw new Unreadable("truncated", "zstd data ends in the middle of a frame")
      return null
    }
    const good = this.frames.walk(piece)
    return good === piece.length ? piece : good > 0 ? piece.subarray(0, good) : this.next()
  }
}

/** Decompresses zstd (RFC 8878): any number of frames, skippable ones passed over. */
export class Unzstd implements Source {
  readonly #framed: Framed
  readonly #output: Source

  constructor(source: Source, limits: Limits) {
    this.#framed = new Framed(source, limits)
    this.#output = hasNativeZstd ? native(this.#framed) : viaFallback(this.#framed)
  }

  next(): Uint8Array | null {
    try {
      return this.#output.next()
    } catch (error) {
      if (error instanceof Unreadable) throw error
      throw new Unreadable("malformed-zstd", `zstd data is damaged (${(error as Error).message})`)
    }
  }

  /** Offset of data after the last frame in the compressed stream, or null. */
  get trailingAt(): number | null {
    return this.#framed.frames.trailingAt
  }
}

function native(source: Source): Source {
  const decoder = new SyncDecoder("zstd")
  let input: Uint8Array | null = null
  return {
    next() {
      for (;;) {
        if (input === null || input.length === 0) input = source.next()
        // After the last input byte the decoder may still hold output.
        const { read, out } = decoder.step(input ?? new Uint8Array(0))
        if (input !== null) input = input.subarray(read)
        if (out.length > 0) return out
        if (input === null) return null
      }
    },
  }
}

/** Some empty pieces are normal; a thousand in a row is the decoder repeating one error for ever. */
const MAX_EMPTY = 1000

function viaFallback(source: Source): Source {
  if (fallback === null) throw new Error("the zstd decoder is not prepared")
  const pieces = fallback.decodeStreaming(iterate(source))
  return {
    next() {
      for (let empty = 0; empty < MAX_EMPTY; empty += 1) {
        const { done, value } = pieces.next()
        if (done === true) return null
        if (value.length > 0) return value
      }
      throw new Unreadable("malformed-zstd", "zstd data is damaged")
    },
  }
}

function* iterate(source: Source): Generator<Uint8Array> {
  for (let piece = source.next(); piece !== null; piece = source.next()) yield piece
}

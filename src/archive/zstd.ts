import type { Limits } from "../model/index.ts"
import type { Source } from "./source.ts"
import { hasNativeZstd, SyncDecoder } from "./sync-zlib.ts"
import { Unreadable } from "./unreadable.ts"
import { FallbackDecoder, prepareFallback } from "./zstd-fallback.ts"
import { ZstdFrames } from "./zstd-frames.ts"

/** To be awaited once in each thread before zstd is read: the decoder for a Node without zstd starts asynchronously. */
export async function prepareZstd(): Promise<void> {
  if (!hasNativeZstd) await prepareFallback()
}

/** The compressed bytes with their framing checked: whole frames, or an error. */
class Framed implements Source {
  readonly #source: Source
  readonly frames: ZstdFrames
  /** Bytes that may begin a frame: decoders must not see them before that is sure. */
  #held = new Uint8Array(0)
  #queued: Uint8Array | null = null

  constructor(source: Source, limits: Limits) {
    this.#source = source
    this.frames = new ZstdFrames(limits)
  }

  next(): Uint8Array | null {
    for (;;) {
      if (this.#queued !== null) return this.#dequeue()
      const piece = this.frames.trailingAt === null ? this.#source.next() : null
      if (piece === null) {
        while (this.#source.next() !== null);
        this.frames.end()
        return null
      }
      const held = this.#held
      const good = this.frames.walk(piece)
      const open = this.frames.openMagic
      if (open > good) {
        this.#held = Uint8Array.from([...held, ...piece])
        continue
      }
      const body = piece.subarray(0, good - open)
      this.#held = Uint8Array.from(piece.subarray(good - open, good))
      const heldIsGood = held.length > 0 && !(this.frames.trailingAt !== null && good === 0)
      if (!heldIsGood && body.length > 0) return body
      if (!heldIsGood) continue
      if (body.length > 0) this.#queued = body
      return held
    }
  }

  #dequeue(): Uint8Array | null {
    const body = this.#queued
    this.#queued = null
    return body
  }
}

/** Decompresses zstd (RFC 8878): any number of frames, skippable ones passed over. */
export class Unzstd implements Source {
  readonly #framed: Framed
  readonly #output: Source & { close?(): void }

  constructor(source: Source, limits: Limits) {
    this.#framed = new Framed(source, limits)
    this.#output = hasNativeZstd ? native(this.#framed) : new FallbackDecoder(this.#framed)
  }

  next(): Uint8Array | null {
    try {
      return this.#output.next()
    } catch (error) {
      if (error instanceof Unreadable) throw error
      throw new Unreadable("malformed-zstd", `zstd data is damaged (${(error as Error).message})`)
    }
  }

  /** Gives memory back where the stream is left before its end. */
  close(): void {
    this.#output.close?.()
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

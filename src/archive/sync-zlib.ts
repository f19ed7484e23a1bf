import * as zlib from "node:zlib"
import { Unreadable } from "./unreadable.ts"

/** The part of Node's zlib binding that this file relies on; the same in Node 20, 22 and 24. */
interface Handle {
  writeSync(
    flush: number,
    input: Uint8Array,
    inOffset: number,
    inLength: number,
    out: Uint8Array,
    outOffset: number,
    outLength: number,
  ): void
  reset(): void
  onerror: (message: string, errno: number, code: string) => void
}

const OUT_BYTES = 256 * 1024

/**
 * A decoder of Node's zlib, called synchronously with our own buffers. Node has no public way to do that: its streams
 * cost two to three times the CPU here, and its one-shot functions need the whole layer in memory. Only this class
 * touches the binding.
 */
export class SyncDecoder {
  readonly #handle: Handle
  readonly #state: Uint32Array
  readonly #flush: number
  readonly #out = new Uint8Array(OUT_BYTES)
  #error: string | null = null

  constructor(kind: "deflate" | "zstd") {
    const stream: unknown = kind === "deflate" ? zlib.createInflateRaw() : createZstdDecompress?.()
    const { _handle: handle, _writeState: state } = stream as { _handle?: Handle; _writeState?: unknown }
    if (typeof handle?.writeSync !== "function" || !(state instanceof Uint32Array))
      throw new Unreadable(
        "internal-error",
        `Node ${process.version} has no synchronous zlib that plimsoll knows; use Node 20, 22 or 24`,
      )
    this.#handle = handle
    this.#state = state
    this.#flush = kind === "deflate" ? zlib.constants.Z_SYNC_FLUSH : 0
    this.#handle.onerror = (message) => {
      this.#error = message
    }
  }

  /** Decodes some of `input`; `out` is valid until the next call. Where nothing is read and nothing comes out, the stream has ended. Throws the decoder's own words where the input is no valid stream. */
  step(input: Uint8Array): { readonly read: number; readonly out: Uint8Array } {
    this.#handle.writeSync(this.#flush, input, 0, input.length, this.#out, 0, OUT_BYTES)
    if (this.#error !== null) throw new Error(this.#error)
    return { read: input.length - this.#state[1]!, out: this.#out.subarray(0, OUT_BYTES - this.#state[0]!) }
  }

  /** Makes ready for another stream, whatever became of the last one. */
  reset(): void {
    this.#error = null
    this.#handle.reset()
  }
}

const createZstdDecompress = (zlib as { createZstdDecompress?: () => unknown }).createZstdDecompress

/** True where this Node decodes zstd itself (22.15 and later). */
export const hasNativeZstd = createZstdDecompress !== undefined

import type { Source } from "./source.ts"

/** What is used here of the zstd library in WebAssembly. Pointers and sizes have 32 bits. zstd.h, "Streaming decompression". */
interface Zstd {
  readonly memory: { readonly buffer: ArrayBuffer }
  malloc(bytes: number): number
  free(pointer: number): void
  ZSTD_createDCtx(): number
  ZSTD_freeDCtx(context: number): number
  ZSTD_decompressStream(context: number, output: number, input: number): number
}

let zstd: Zstd | null = null

/** To be awaited once in each thread before a `FallbackDecoder` is made. */
export async function prepareFallback(): Promise<void> {
  if (zstd !== null) return
  const { ZSTDDecoder } = await import("zstddec/stream")
  // The package's own streaming neither looks at error codes nor frees what it allocated when it is left: a dozen
  // damaged layers would use up its memory, and every good one after them be called damaged.
  class Opened extends ZSTDDecoder {
    override _init(result: { readonly instance: { readonly exports: unknown } }): void {
      super._init(result)
      zstd = result.instance.exports as Zstd
    }
  }
  await withoutFetch(() => new Opened().init())
}

const IN_BYTES = 128 * 1024
const OUT_BYTES = 128 * 1024
/** Two structs of a pointer, a size and a position. */
const STRUCTS = 24
/** ZSTD_error_maxCode, zstd_errors.h: results from -1 down to here are errors. */
const MAX_ERROR = 120

/** With `fetch` at hand the package fetches its own bytes from a data URL, for which Node loads a whole HTTP client. */
function withoutFetch<T>(start: () => T): T {
  const fetch = Object.getOwnPropertyDescriptor(globalThis, "fetch")
  if (fetch?.configurable !== true) return start()
  Object.defineProperty(globalThis, "fetch", { value: undefined, configurable: true })
  try {
    return start()
  } finally {
    Object.defineProperty(globalThis, "fetch", fetch)
  }
}

/** Decompresses zstd where Node can't. Whole frames must come in; what comes out is valid until the next call. */
export class FallbackDecoder implements Source {
  readonly #source: Source
  readonly #out = new Uint8Array(OUT_BYTES)
  #context: number
  #room: number
  #piece = new Uint8Array(0)
  #inAt = 0
  #inEnd = 0
  #ended = false

  constructor(source: Source) {
    if (zstd === null) throw new Error("the zstd decoder is not prepared")
    this.#source = source
    this.#context = zstd.ZSTD_createDCtx()
    this.#room = zstd.malloc(STRUCTS + IN_BYTES + OUT_BYTES)
    if (this.#context === 0 || this.#room === 0) throw new Error("no memory for another stream")
  }

  next(): Uint8Array | null {
    if (this.#context === 0) return null
    try {
      const out = this.#step()
      if (out === null) this.close()
      return out
    } catch (error) {
      this.close()
      throw error
    }
  }

  /** Gives the decoder's memory back; to be called where a stream is left before its end. */
  close(): void {
    if (this.#context === 0) return
    zstd!.ZSTD_freeDCtx(this.#context)
    zstd!.free(this.#room)
    this.#context = 0
  }

  #step(): Uint8Array | null {
    const { memory } = zstd!
    const room = this.#room
    for (;;) {
      if (this.#inAt === this.#inEnd) this.#fill()
      const input = room + 12
      new Uint32Array(memory.buffer, room, 6).set([
        room + STRUCTS + IN_BYTES,
        OUT_BYTES,
        0,
        room + STRUCTS,
        this.#inEnd,
        this.#inAt,
      ])
      const result = zstd!.ZSTD_decompressStream(this.#context, room, input)
      if (result < 0 && result > -MAX_ERROR) throw new Error(`zstd error ${-result}`)
      const [, , produced, , , consumed] = new Uint32Array(memory.buffer, room, 6)
      this.#inAt = consumed!
      if (produced! > 0) {
        // Copied, because the library's memory moves when another stream makes it grow.
        this.#out.set(new Uint8Array(memory.buffer, room + STRUCTS + IN_BYTES, produced))
        return this.#out.subarray(0, produced)
      }
      if (this.#ended && this.#inAt === this.#inEnd) return null
    }
  }

  #fill(): void {
    if (this.#piece.length === 0) {
      const piece = this.#source.next()
      if (piece === null) this.#ended = true
      this.#piece = (piece ?? this.#piece) as Uint8Array<ArrayBuffer>
    }
    const some = this.#piece.subarray(0, IN_BYTES)
    new Uint8Array(zstd!.memory.buffer, this.#room + STRUCTS, some.length).set(some)
    this.#piece = this.#piece.subarray(some.length)
    this.#inAt = 0
    this.#inEnd = some.length
  }
}

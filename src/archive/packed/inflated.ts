import type { ByteReader } from "../byte-reader.ts"
import type { Source } from "../source.ts"
import type { SyncDecoder } from "../sync-zlib.ts"
import { Unreadable } from "../unreadable.ts"

/** One deflate stream (RFC 1951) of a reader, which stands behind it in the end. */
export function inflated(reader: ByteReader, decoder: SyncDecoder): Source {
  decoder.reset()
  return {
    next() {
      for (;;) {
        const input = reader.peek()
        const { read, out } = step(decoder, input)
        reader.advance(read)
        if (out.length > 0) return out
        if (read > 0) continue
        if (input.length === 0) throw new Unreadable("truncated", "deflate data ends too early")
        return null
      }
    },
  }
}

function step(decoder: SyncDecoder, input: Uint8Array): ReturnType<SyncDecoder["step"]> {
  try {
    return decoder.step(input)
  } catch (error) {
    throw new Unreadable("malformed-gzip", `deflate data is damaged (${(error as Error).message})`)
  }
}

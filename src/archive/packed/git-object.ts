import { ByteReader } from "../byte-reader.ts"
import type { Source } from "../source.ts"
import type { SyncDecoder } from "../sync-zlib.ts"
import { inflated } from "./inflated.ts"
import type { PackedMember } from "./member.ts"

/** Where git keeps an object of its own, by its hash. gitrepository-layout(5). */
export const GIT_OBJECT = /(?:^|\/)objects\/[0-9a-f]{2}\/(?:[0-9a-f]{38}|[0-9a-f]{62})$/

const ZLIB_HEADER = 2

/** A loose git object: zlib (RFC 1950) around `TYPE SIZE`, a NUL and the content. */
export function* gitObject(content: Source, decoder: SyncDecoder): Generator<PackedMember> {
  const reader = new ByteReader(content)
  reader.skip(ZLIB_HEADER)
  yield { name: "git object", content: withoutHeader(inflated(reader, decoder)), canBeLeft: true }
}

function withoutHeader(source: Source): Source {
  let isInHeader = true
  return {
    next() {
      for (let piece = source.next(); piece !== null; piece = source.next()) {
        if (!isInHeader) return piece
        const end = piece.indexOf(0)
        isInHeader = end < 0
        if (end >= 0 && end + 1 < piece.length) return piece.subarray(end + 1)
      }
      return null
    },
  }
}

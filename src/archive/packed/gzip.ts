import { Gunzip } from "../gzip.ts"
import { prepend, type Source } from "../source.ts"
import type { SyncDecoder } from "../sync-zlib.ts"
import type { PackedMember } from "./member.ts"

/** What is packed in a gzip file, all of its streams as one: by the name in its header, or `gunzip`. */
export function* gunzip(content: Source, decoder: SyncDecoder): Generator<PackedMember> {
  decoder.reset()
  const source = new Gunzip(content, { decoder, isChecked: false })
  const first = source.next()
  if (first === null) return
  const name = source.name === "" ? "gunzip" : source.name
  yield { name, content: prepend(first, source), canBeLeft: true }
  if (source.trailingAt !== null) yield { name: "", content: null, canBeLeft: true }
}

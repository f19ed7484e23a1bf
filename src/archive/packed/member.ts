import type { Source } from "../source.ts"
import type { SyncDecoder } from "../sync-zlib.ts"

/** One file that is packed in another. */
export interface PackedMember {
  readonly name: string
  /** Its bytes; null where they can't be had: encrypted, or packed in a way that is not read. */
  readonly content: Source | null
  /** True where the next member can be found without reading this one to its end. */
  readonly canBeLeft: boolean
}

/**
 * The members of a packed file, one after the other: each must be read to its end, or left if it can be, before the next
 * is asked for. Throws `Unreadable` where the file is no good. `decoder` is for deflate, and free.
 */
export type Unpack = (content: Source, decoder: SyncDecoder) => Iterable<PackedMember>

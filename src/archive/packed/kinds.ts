import { GIT_OBJECT, gitObject } from "./git-object.ts"
import { gunzip } from "./gzip.ts"
import type { Unpack } from "./member.ts"
import { unzip } from "./zip.ts"

/** A form in which files are packed, known by its first bytes. */
export interface PackedKind {
  /** A character a byte. */
  readonly starts: string
  /** Only files at such paths. */
  readonly path?: RegExp
  /** Null for a form that is not unpacked here. */
  readonly unpack: Unpack | null
}

/** Bytes that must be seen to know. */
export const HEAD_BYTES = 10

const ZLIB_LEVELS = Array.from("\x01\x5e\x9c\xda")
const BZIP2_LEVELS = Array.from("123456789")

const KINDS: readonly PackedKind[] = [
  { starts: "\x1f\x8b\x08", unpack: gunzip },
  { starts: "PK\x03\x04", unpack: unzip },
  ...ZLIB_LEVELS.map((level) => ({ starts: `x${level}`, path: GIT_OBJECT, unpack: gitObject })),
  // A pack of git objects, most of which are differences to others.
  { starts: "PACK\0\0\0\x02", unpack: null },
  ...BZIP2_LEVELS.map((level) => ({ starts: `BZh${level}1AY&SY`, unpack: null })),
  // xz, zstd, lz4, lzip, compress, 7z, rar.
  { starts: "\xfd7zXZ\0", unpack: null },
  { starts: "(\xb5/\xfd", unpack: null },
  { starts: '\x04"M\x18', unpack: null },
  { starts: "LZIP\x01", unpack: null },
  { starts: "\x1f\x9d", unpack: null },
  { starts: "7z\xbc\xaf'\x1c", unpack: null },
  { starts: "Rar!\x1a\x07", unpack: null },
]

const FIRST_BYTES = new Set(KINDS.map(({ starts }) => starts.charCodeAt(0)))

/** How a file is packed; undefined for all others. */
export function packedKind(path: string, bytes: Uint8Array): PackedKind | undefined {
  if (!FIRST_BYTES.has(bytes[0]!)) return undefined
  const head = String.fromCharCode(...bytes.subarray(0, HEAD_BYTES))
  return KINDS.find(({ starts, path: where }) => head.startsWith(starts) && (where === undefined || where.test(path)))
}

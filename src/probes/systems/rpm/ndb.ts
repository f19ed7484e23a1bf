import { Damage } from "../database.ts"

/** SUSE's data base of packages: a table of slots, and blobs in blocks of 16 bytes. rpm, lib/backend/ndb/rpmpkg.c. All little-endian. */
const PAGE = 4096
const SLOT = 16
const BLOCK = 16
const FILE_HEADER = 32
const BLOB_HEADER = 16
const BLOB_TAIL = 12

const MAGIC = { file: "RpmP", slot: "Slot", blob: "BlbS" } as const

/** The blobs of all packages. Throws `Damage` or a `RangeError` for a file that is broken. */
export function* ndbBlobs(content: Buffer): Iterable<Buffer> {
  if (wordAt(content, 0) !== MAGIC.file) throw new Damage("is not in rpm's own format")
  if (content.readUInt32LE(4) !== 0) throw new Damage("is in a version of rpm's own format that is not read")
  const end = content.readUInt32LE(12) * PAGE
  if (end > content.length) throw new Damage("is cut: it has fewer slots than it says")
  let left = content.length
  for (let at = FILE_HEADER; at < end; at += SLOT) {
    if (wordAt(content, at) !== MAGIC.slot) throw new Damage("has a slot that is none")
    const offset = content.readUInt32LE(at + 8) * BLOCK
    if (offset === 0) continue
    const bytes = content.readUInt32LE(at + 12) * BLOCK
    left -= bytes
    if (left < 0) throw new Damage("has packages that lie upon each other")
    yield blobAt(content, offset, bytes, content.readUInt32LE(at + 4))
  }
}

function blobAt(content: Buffer, offset: number, bytes: number, index: number): Buffer {
  const isThere = wordAt(content, offset) === MAGIC.blob && content.readUInt32LE(offset + 4) === index
  const length = content.readUInt32LE(offset + 12)
  const start = offset + BLOB_HEADER
  if (!isThere || BLOB_HEADER + length + BLOB_TAIL > bytes || offset + bytes > content.length)
    throw new Damage("has a slot that leads to no package")
  return content.subarray(start, start + length)
}

const wordAt = (content: Buffer, at: number): string => content.toString("latin1", at, at + 4)

import { ByteReader } from "../byte-reader.ts"
import { decodeName } from "../name.ts"
import type { Source } from "../source.ts"
import type { SyncDecoder } from "../sync-zlib.ts"
import { Unreadable } from "../unreadable.ts"
import { inflated } from "./inflated.ts"
import type { PackedMember } from "./member.ts"

// APPNOTE.TXT - .ZIP File Format Specification, 4.3.
const LOCAL_HEADER = 0x04034b50
const DESCRIPTOR = 0x08074b50
/** What may follow the last member: its extra data, the central directory, or the end of an empty one. */
const AFTER_MEMBERS = new Set([0x08064b50, 0x02014b50, 0x06064b50, 0x06054b50])

const ENCRYPTED = 1
const HAS_DESCRIPTOR = 8
const STORED = 0
const DEFLATED = 8
const IN_ZIP64 = 0xffffffff
const NAME_CHARACTERS = 4096

const malformed = (what: string): Unreadable => new Unreadable("malformed-gzip", `a zip is damaged: ${what}`)

interface Header {
  readonly name: string
  readonly flags: number
  readonly method: number
  /** Bytes as packed; null where only the descriptor behind them says. */
  readonly packed: number | null
}

/**
 * The members of a zip in the order in which they lie there, told by the header before each: the directory at the end
 * would need the whole file in memory. Members that the directory leaves out are shown too.
 */
export function* unzip(content: Source, decoder: SyncDecoder): Generator<PackedMember> {
  const reader = new ByteReader(content)
  for (let wasDescribed = false; nextMember(reader, wasDescribed);) {
    const { name, flags, method, packed } = readHeader(reader)
    const isReadable = (flags & ENCRYPTED) === 0 && (method === STORED || method === DEFLATED)
    if (!isReadable && packed === null) throw malformed("a member that can't be read does not say where it ends")
    const start = reader.position
    const source = !isReadable ? null : method === STORED ? stored(reader, packed ?? 0) : inflated(reader, decoder)
    yield { name, content: source, canBeLeft: packed !== null }
    if (packed !== null) {
      const left = start + packed - reader.position
      if (left < 0 || reader.skip(left) < left) throw malformed("a member does not end where it should")
    }
    wasDescribed = (flags & HAS_DESCRIPTOR) !== 0
    if (wasDescribed) passDescriptor(reader)
  }
}

function u16(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8)
}

function u32(bytes: Uint8Array, at: number): number {
  return (u16(bytes, at) | (u16(bytes, at + 2) << 16)) >>> 0
}

function exactly(reader: ByteReader, count: number): Uint8Array {
  const bytes = reader.take(count)
  if (bytes.length < count) throw malformed("it ends too early")
  return bytes
}

/** True where another member follows; passes over its signature. */
function nextMember(reader: ByteReader, wasDescribed: boolean): boolean {
  let signature = u32(exactly(reader, 4), 0)
  if (wasDescribed && signature !== LOCAL_HEADER && !AFTER_MEMBERS.has(signature)) {
    // The descriptor had numbers of 64 bits: nothing in it says so.
    exactly(reader, 4)
    signature = u32(exactly(reader, 4), 0)
  }
  if (signature === LOCAL_HEADER) return true
  if (AFTER_MEMBERS.has(signature)) return false
  throw malformed("something else stands between its members")
}

function readHeader(reader: ByteReader): Header {
  const fixed = exactly(reader, 26)
  const flags = u16(fixed, 2)
  const method = u16(fixed, 4)
  const packed = u32(fixed, 14)
  const unpacked = u32(fixed, 18)
  const nameBytes = u16(fixed, 22)
  const extraBytes = u16(fixed, 24)
  const name = decodeName(exactly(reader, nameBytes)).slice(0, NAME_CHARACTERS)
  const extra = exactly(reader, extraBytes)
  const isUnknown = (flags & HAS_DESCRIPTOR) !== 0 && packed === 0 && method !== STORED
  return {
    name,
    flags,
    method,
    packed: isUnknown ? null : packed === IN_ZIP64 ? zip64Packed(extra, unpacked) : packed,
  }
}

/** The packed size in the extra field of zip64 (4.5.3), where it stands behind the unpacked one. */
function zip64Packed(extra: Uint8Array, unpacked: number): number | null {
  for (let at = 0; at + 4 <= extra.length; at += 4 + u16(extra, at + 2)) {
    if (u16(extra, at) !== 1) continue
    const from = at + 4 + (unpacked === IN_ZIP64 ? 8 : 0)
    if (from + 8 > extra.length) break
    const size = u32(extra, from) + u32(extra, from + 4) * 2 ** 32
    // Writers to a pipe leave it to the descriptor here too.
    return size === 0 ? null : size
  }
  throw malformed("a member does not say how long it is")
}

function stored(reader: ByteReader, size: number): Source {
  let left = size
  return {
    next() {
      if (left === 0) return null
      const piece = reader.some(left)
      if (piece.length === 0) throw malformed("it ends too early")
      left -= piece.length
      return piece
    },
  }
}

/** Passes over a descriptor of 32 bits; its signature may be left out. */
function passDescriptor(reader: ByteReader): void {
  const hasSignature = u32(exactly(reader, 4), 0) === DESCRIPTOR
  exactly(reader, hasSignature ? 12 : 8)
}

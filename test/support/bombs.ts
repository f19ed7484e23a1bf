import xxhash from "xxhash-wasm"
import { constants, crc32, deflateRawSync } from "node:zlib"

const GZIP_HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255])
const CHUNK = 1024 * 1024

/** One gzip member of `prefix`, and then `chunk` again and again: deflated once, so that gigabytes cost nothing to make. */
export function gzRep(prefix: Buffer, chunk: Buffer, times: number): Buffer {
  const flush = { finishFlush: constants.Z_FULL_FLUSH }
  const piece = deflateRawSync(chunk, flush)
  let crc = crc32(prefix)
  for (let i = 0; i < times; i += 1) crc = crc32(chunk, crc)
  const trailer = Buffer.alloc(8)
  trailer.writeUInt32LE(crc, 0)
  trailer.writeUInt32LE((prefix.length + chunk.length * times) % 2 ** 32, 4)
  const last = Buffer.from([3, 0])
  return Buffer.concat([
    GZIP_HEADER,
    deflateRawSync(prefix, flush),
    ...Array.from({ length: times }, () => piece),
    last,
    trailer,
  ])
}

/** `prefix` and then zeros, as one gzip member. */
export const gzZeros = (prefix: Buffer, zeros: number): Buffer =>
  gzRep(prefix, Buffer.alloc(CHUNK), Math.ceil(zeros / CHUNK))

/** A gzip member whose header names a file of `length` letters. */
export function gzNamed(member: Buffer, length: number): Buffer {
  const header = Buffer.from(member.subarray(0, 10))
  header[3] = 8
  return Buffer.concat([header, Buffer.alloc(length, "n"), Buffer.alloc(1), member.subarray(10)])
}

/** What a zstd frame header says. RFC 8878, section 3.1.1.1. */
export interface ZstdHeader {
  /** The byte that gives the window; 0x38 is 128 KiB. */
  readonly window?: number
  readonly contentSize?: bigint
  readonly checksum?: boolean
  /** Set bits of the descriptor that nobody should. */
  readonly descriptor?: number
}

export function zstdHeader(header: ZstdHeader = {}): Buffer {
  const magic = Buffer.from([0x28, 0xb5, 0x2f, 0xfd])
  const sized = header.contentSize !== undefined
  const descriptor = (sized ? 0xc0 : 0) | (header.checksum === true ? 4 : 0) | (header.descriptor ?? 0)
  const size = Buffer.alloc(sized ? 8 : 0)
  if (sized) size.writeBigUInt64LE(header.contentSize)
  return Buffer.concat([magic, Buffer.from([descriptor, header.window ?? 0x38]), size])
}

/** One block; `type` 0 is raw, 1 repeats one byte `size` times, 3 is reserved. */
export function zstdBlock(type: number, size: number, body: Buffer, last = false): Buffer {
  const header = Buffer.alloc(3)
  header.writeUIntLE((size << 3) | (type << 1) | (last ? 1 : 0), 0, 3)
  return Buffer.concat([header, body])
}

const ZSTD_BLOCK = 128 * 1024

/** A frame that holds `bytes` as they are: what no zstd library is needed for. */
export function zstdRaw(bytes: Buffer, header: ZstdHeader = {}): Buffer {
  const blocks: Buffer[] = []
  for (let at = 0; at < bytes.length; at += ZSTD_BLOCK) {
    const piece = bytes.subarray(at, at + ZSTD_BLOCK)
    blocks.push(zstdBlock(0, piece.length, piece))
  }
  return Buffer.concat([zstdHeader(header), ...blocks, zstdBlock(0, 0, Buffer.alloc(0), true)])
}

/** The same with its checksum: the low half of the content's XXH64. RFC 8878, section 3.1.1. */
export async function zstdChecked(bytes: Buffer): Promise<Buffer> {
  const hasher = await xxhash()
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32LE(Number(hasher.h64Raw(bytes, 0n) & 0xffffffffn))
  return Buffer.concat([zstdRaw(bytes, { checksum: true }), checksum])
}

/** A frame of `prefix` and then `zeros` zeros, 4 bytes for each 128 KiB. */
export function zstdRle(prefix: Buffer, zeros: number): Buffer {
  const rle = zstdBlock(1, ZSTD_BLOCK, Buffer.alloc(1))
  const times = Math.ceil(zeros / ZSTD_BLOCK)
  const frame = zstdRaw(prefix)
  return Buffer.concat([
    frame.subarray(0, frame.length - 3),
    Buffer.alloc(times * rle.length, rle),
    zstdBlock(1, 1, Buffer.alloc(1), true),
  ])
}

/** A skippable frame. */
export function zstdSkippable(body: Buffer, kind = 0): Buffer {
  const header = Buffer.from([0x50 + kind, 0x2a, 0x4d, 0x18, 0, 0, 0, 0])
  header.writeUInt32LE(body.length, 4)
  return Buffer.concat([header, body])
}

import { decodeName } from "./name.ts"
import { Unreadable } from "./unreadable.ts"

/** Size of a tar block: headers are one, bodies are padded to whole ones. POSIX.1-2017, pax, "ustar Interchange Format". */
export const BLOCK = 512

/** One header block, decoded. Numbers that could not be read are NaN, and it is for the caller to say which matter. */
export interface TarHeader {
  readonly name: string
  readonly link: string
  /** The typeflag as a character code; 0 in the oldest archives. */
  readonly flag: number
  readonly size: number
  readonly mode: number
  readonly uid: number
  readonly gid: number
  readonly mtime: number
  readonly dialect: "ustar" | "gnu" | "v7"
}

const NUL = 0
const SPACE = 32
const ZERO = 48
const SEVEN = 55

const ZEROS = Buffer.alloc(64 * 1024)

/** Index of the first byte that is no zero, or -1; at the speed of memory, for gigabytes of zeros are easy to send. */
export function firstNonZero(piece: Uint8Array): number {
  for (let at = 0; at < piece.length; at += ZEROS.length) {
    const step = piece.subarray(at, at + ZEROS.length)
    if (ZEROS.compare(step, 0, step.length, 0, step.length) !== 0) return at + step.findIndex((byte) => byte !== 0)
  }
  return -1
}

/** True where a block is all zeros: the mark of an archive's end. */
export function isZeroBlock(block: Uint8Array): boolean {
  for (let i = 0; i < block.length; i += 1) if (block[i] !== 0) return false
  return true
}

/** Decodes a header block; throws `Unreadable` where its checksum is wrong, for then nothing behind it can be trusted. */
export function decodeHeader(block: Uint8Array): TarHeader {
  if (!hasRightChecksum(block)) throw new Unreadable("malformed-tar", "a tar header has a wrong checksum")
  const dialect = dialectOf(block)
  const name = text(block, 0, 100)
  // GNU tar keeps times and sparse maps where POSIX has the prefix.
  const prefix = dialect === "ustar" && block[345] !== 0 ? text(block, 345, 155) : ""
  return {
    name: prefix === "" ? name : `${prefix}/${name}`,
    link: block[157] === NUL ? "" : text(block, 157, 100),
    flag: block[156]!,
    size: number(block, 124, 12),
    mode: number(block, 100, 8),
    uid: number(block, 108, 8),
    gid: number(block, 116, 8),
    mtime: number(block, 136, 12),
    dialect,
  }
}

function dialectOf(block: Uint8Array): TarHeader["dialect"] {
  const isUstar =
    block[257] === 0x75 && block[258] === 0x73 && block[259] === 0x74 && block[260] === 0x61 && block[261] === 0x72
  // The sixth byte counts: some readers look at five, and would take a prefix from where others see none.
  if (isUstar && block[262] === NUL) return "ustar"
  return isUstar && block[262] === SPACE ? "gnu" : "v7"
}

/** The sum of all bytes, those of the checksum field taken as blanks. */
export function hasRightChecksum(block: Uint8Array): boolean {
  let sum = sumOf(block) + 8 * SPACE
  for (let i = 148; i < 156; i += 1) sum -= block[i]!
  const stored = number(block, 148, 8)
  return stored === sum || stored === sum - 256 * highBytes(block)
}

/** The memory that headers were last taken from, as words. */
let words = new Uint32Array(0)

/** Four bytes at a time, two in each half of a word: a checksum is most of the work on a header. */
function sumOf(block: Uint8Array): number {
  if (block.byteOffset % 4 !== 0 || block.buffer.byteLength % 4 !== 0) return sumOfBytes(block)
  if (words.buffer !== block.buffer) words = new Uint32Array(block.buffer as ArrayBuffer)
  const start = block.byteOffset / 4
  let pairs = 0
  for (let i = start; i < start + BLOCK / 4; i += 1) {
    const word = words[i]!
    pairs += (word & 0x00ff00ff) + ((word >>> 8) & 0x00ff00ff)
  }
  return (pairs & 0xffff) + Math.floor(pairs / 0x10000)
}

function sumOfBytes(block: Uint8Array): number {
  let sum = 0
  for (let i = 0; i < BLOCK; i += 1) sum += block[i]!
  return sum
}

/** Some old writers summed signed bytes: each of these then counted 256 less. */
function highBytes(block: Uint8Array): number {
  let count = 0
  for (let i = 0; i < BLOCK; i += 1) if (i < 148 || i >= 156) count += block[i]! >> 7
  return count
}

function text(block: Uint8Array, at: number, length: number): string {
  let end = at
  while (end < at + length && block[end] !== NUL) end += 1
  return decodeName(block, at, end)
}

/**
 * A number field: octal digits among blanks and NULs, or GNU's base-256 where the first bit is set. NaN where it is
 * neither, or greater than can be counted exactly.
 */
export function number(block: Uint8Array, at: number, length: number): number {
  if (block[at]! & 0x80) return base256(block, at, length)
  let i = at
  const end = at + length
  while (i < end && (block[i] === SPACE || block[i] === NUL)) i += 1
  let value = 0
  while (i < end && block[i]! >= ZERO && block[i]! <= SEVEN) {
    value = value * 8 + block[i]! - ZERO
    i += 1
  }
  while (i < end && (block[i] === SPACE || block[i] === NUL)) i += 1
  return i === end ? value : NaN
}

function base256(block: Uint8Array, at: number, length: number): number {
  const negative = (block[at]! & 0x40) !== 0
  let value = 0
  for (let i = at; i < at + length; i += 1) {
    const byte = i === at ? block[i]! & 0x7f : block[i]!
    value = value * 256 + (negative ? (i === at ? 0x7f : 0xff) - byte : byte)
  }
  if (negative) value = -value - 1
  return Number.isSafeInteger(value) ? value : NaN
}

import { ByteReader } from "../../src/archive/byte-reader.ts"
import type { Source } from "../../src/archive/source.ts"
import { readTar } from "../../src/archive/tar.ts"
import { DEFAULT_LIMITS, EntryType } from "../../src/model/index.ts"

/** The sizes of pieces at which a reader that counts wrongly loses its step. */
export const PIECES = [1, 7, 511, 512, 513, 4096, Infinity]

/** Bytes in pieces of one size, each in memory that the next one overwrites, as real sources do. */
export function inPieces(bytes: Uint8Array, size: number): Source {
  const buffer = new Uint8Array(Math.min(size, bytes.length))
  let at = 0
  return {
    next() {
      const piece = bytes.subarray(at, at + buffer.length)
      if (piece.length === 0) return null
      at += piece.length
      buffer.set(piece)
      return buffer.subarray(0, piece.length)
    },
  }
}

/** All bytes that a source gives. */
export function drain(source: Source): Buffer {
  const pieces: Buffer[] = []
  for (let piece = source.next(); piece !== null; piece = source.next()) pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces)
}

const TYPES = Object.keys(EntryType)

/** What the walk over a tar makes of it. */
export interface Told {
  readonly type: string
  readonly name: string
  readonly link: string
  readonly size: number
  readonly stored: number
  readonly mode: number
  readonly uid: number
  readonly mtime: number
  readonly odd: readonly string[]
}

/** Every entry of a tar that comes in pieces of one size. One object stands for all of them, so each is copied before the next. */
export function listTar(bytes: Uint8Array, piece = Infinity): Told[] {
  const told: Told[] = []
  for (const entry of readTar(new ByteReader(inPieces(bytes, piece)), DEFAULT_LIMITS)) {
    const { name, link, size, stored, mode, uid, mtime, oddities } = entry
    told.push({ type: TYPES[entry.type]!, name, link, size, stored, mode, uid, mtime, odd: [...oddities] })
  }
  return told
}

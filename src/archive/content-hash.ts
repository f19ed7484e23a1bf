import xxhash from "xxhash-wasm"
import type { ByteReader } from "./byte-reader.ts"

/** A hash that tells equal contents from others. It decides no verdict and is never shown, so that speed is all that counts. */
interface Hasher {
  h64Raw(bytes: Uint8Array, seed: bigint): bigint
  create64(seed: bigint): { update(bytes: Uint8Array): unknown; digest(): bigint }
}

let hasher: Hasher | null = null

/** To be awaited once in each thread before anything is read. */
export async function prepareHash(): Promise<void> {
  hasher ??= await xxhash()
}

/** Hash of the next `size` bytes; null where there are fewer. `keep` sees every piece. The seed is the run's own, so that nobody can prepare two contents that collide. */
export function hashBody(
  reader: ByteReader,
  size: number,
  seed: bigint,
  keep: ((piece: Uint8Array) => void) | null,
): number | null {
  const first = reader.some(size)
  keep?.(first)
  if (first.length === size) return toNumber(hasher!.h64Raw(first, seed))
  const stream = hasher!.create64(seed)
  stream.update(first)
  let left = size - first.length
  while (left > 0) {
    const piece = reader.some(left)
    if (piece.length === 0) return null
    keep?.(piece)
    stream.update(piece)
    left -= piece.length
  }
  return toNumber(stream.digest())
}

/** The upper 53 bits: a number takes a tenth of the memory and time of a bigint, and size decides with it. */
const toNumber = (hash: bigint): number => Number(hash >> 11n)

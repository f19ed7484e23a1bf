const PAGE = 4096
const BLOCK = 16

const words = (...numbers: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(4 * numbers.length)
  for (const [at, number] of numbers.entries()) bytes.writeUInt32LE(number, 4 * at)
  return bytes
}

/** rpm's own data base of these headers, with an empty slot before each. rpm, lib/backend/ndb/rpmpkg.c. */
export function ndbWith(blobs: readonly Buffer[]): Buffer {
  const slots: Buffer[] = []
  const bodies: Buffer[] = []
  let at = PAGE
  for (const [index, blob] of blobs.entries()) {
    const start = Buffer.concat([Buffer.from("BlbS"), words(index + 1, 0, blob.length), blob])
    const padding = Buffer.alloc(-(start.length + 12) & (BLOCK - 1))
    const body = Buffer.concat([start, padding, words(0, blob.length), Buffer.from("BlbE")])
    slots.push(slot(0, 0, 0), slot(index + 1, at / BLOCK, body.length / BLOCK))
    bodies.push(body)
    at += body.length
  }
  while (slots.length < PAGE / BLOCK - 2) slots.push(slot(0, 0, 0))
  const header = Buffer.concat([Buffer.from("RpmP"), words(0, 1, 1, blobs.length + 1), Buffer.alloc(12)])
  return Buffer.concat([header, ...slots, ...bodies])
}

const slot = (index: number, offset: number, blocks: number): Buffer =>
  Buffer.concat([Buffer.from("Slot"), words(index, offset, blocks)])

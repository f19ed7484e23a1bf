const SIZE = 512
const HEADER = 26

/** Berkeley DB's hash of these values: one page for each, what is longer in overflow pages. Berkeley DB, dbinc/db_page.h. */
export function berkeleyWith(blobs: readonly Buffer[], isLittle = true): Buffer {
  const put = (page: Buffer, bytes: 2 | 4, number: number, at: number): void => {
    if (isLittle) page.writeUIntLE(number, at, bytes)
    else page.writeUIntBE(number, at, bytes)
  }
  const pages: Buffer[] = [Buffer.alloc(SIZE)]
  const add = (type: number): Buffer => {
    const page = Buffer.alloc(SIZE)
    put(page, 4, pages.length, 8)
    page[25] = type
    pages.push(page)
    return page
  }
  // The entry that counts packages, and a page that was freed.
  place(add(13), [Buffer.of(1, 0, 0, 0, 0), Buffer.of(1, 2, 0, 0, 0)], put)
  add(0).fill(0xff, HEADER)
  for (const [index, blob] of blobs.entries()) {
    const key = Buffer.of(1, index + 1, 0, 0, 0)
    const page = add(index % 2 === 0 ? 13 : 2)
    if (blob.length < SIZE - 64) place(page, [key, Buffer.concat([Buffer.of(1), blob])], put)
    else {
      const reference = Buffer.alloc(12)
      reference[0] = 3
      put(reference, 4, pages.length, 4)
      put(reference, 4, blob.length, 8)
      place(page, [key, reference], put)
      for (let at = 0; at < blob.length; at += SIZE - HEADER) {
        const part = blob.subarray(at, at + SIZE - HEADER)
        const overflow = add(7)
        part.copy(overflow, HEADER)
        put(overflow, 2, part.length, 22)
        if (at + part.length < blob.length) put(overflow, 4, pages.length, 16)
      }
    }
  }
  const meta = pages[0]!
  put(meta, 4, 0x00061561, 12)
  put(meta, 4, 9, 16)
  put(meta, 4, SIZE, 20)
  put(meta, 4, pages.length - 1, 32)
  return Buffer.concat(pages)
}

/** Items stand from the end of a page, their offsets at its start. */
function place(
  page: Buffer,
  items: readonly Buffer[],
  put: (page: Buffer, bytes: 2 | 4, number: number, at: number) => void,
): void {
  let end = SIZE
  put(page, 2, items.length, 20)
  for (const [at, item] of items.entries()) {
    end -= item.length
    item.copy(page, end)
    put(page, 2, end, HEADER + 2 * at)
  }
}

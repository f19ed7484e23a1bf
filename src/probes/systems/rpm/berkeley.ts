import { Damage } from "../database.ts"

/** Berkeley DB's hash format, as rpm used it before 4.16: Berkeley DB, dbinc/db_page.h. In the byte order of who wrote it. */
const MAGIC = 0x00061561
const PAGE_HEADER = 26
const PAGE_TYPE = { unsortedHash: 2, overflow: 7, hash: 13 } as const
const ITEM = { data: 1, elsewhere: 3 } as const
/** Key and value of the entry that counts packages are four bytes; a header is never so short. */
const SHORTEST = 16

/** The values of a hash that are long enough to be a package. Throws `Damage` or a `RangeError` for a file that is broken. */
export function* berkeleyValues(content: Buffer): Iterable<Buffer> {
  const isLittle = content.readUInt32LE(12) === MAGIC
  if (!isLittle && content.readUInt32BE(12) !== MAGIC) throw new Damage("is in a format that is not read")
  const file = new Pages(content, isLittle)
  for (let number = 1; number <= file.last; number++) yield* file.values(number)
}

class Pages {
  readonly last: number
  readonly #content: Buffer
  readonly #isLittle: boolean
  readonly #size: number
  readonly #met = new Set<number>()
  /** Bytes that entries may still have: several that lie upon each other would be work without end. */
  #left: number

  constructor(content: Buffer, isLittle: boolean) {
    this.#content = content
    this.#left = content.length
    this.#isLittle = isLittle
    this.#size = this.#long(content, 20)
    if (this.#size < 512 || this.#size > 65_536 || (this.#size & (this.#size - 1)) !== 0)
      throw new Damage("has pages of an impossible size")
    // A hash is padded with pages that were never written; those at the end may be absent.
    this.last = Math.min(this.#long(content, 32), Math.ceil(content.length / this.#size) - 1)
  }

  *values(number: number): Iterable<Buffer> {
    const page = this.#page(number)
    const type = page[25]
    if (type !== PAGE_TYPE.hash && type !== PAGE_TYPE.unsortedHash) return
    const items = this.#short(page, 20)
    if (PAGE_HEADER + 2 * items > page.length) throw new Damage("has a page with more entries than it can hold")
    // Keys and values take turns, each from its offset to that of the one before it.
    for (let at = 1; at < items; at += 2) {
      const start = this.#short(page, PAGE_HEADER + 2 * at)
      const end = this.#short(page, PAGE_HEADER + 2 * (at - 1))
      if (end <= start || end > page.length) throw new Damage("has an entry that leaves its page")
      this.#left -= end - start
      if (this.#left < 0) throw new Damage("has entries that lie upon each other")
      const value = this.#value(page.subarray(start, end))
      if (value.length >= SHORTEST) yield value
    }
  }

  #value(item: Buffer): Buffer {
    if (item[0] === ITEM.data) return item.subarray(1)
    if (item[0] !== ITEM.elsewhere) throw new Damage("has an entry of an unknown kind")
    return this.#overflow(this.#long(item, 4), this.#long(item, 8))
  }

  #overflow(first: number, length: number): Buffer {
    if (length > this.#content.length) throw new Damage("has an entry that is longer than the file")
    const parts: Buffer[] = []
    let left = length
    for (let number = first; left > 0;) {
      const page = this.#page(number)
      const bytes = this.#short(page, 22)
      if (this.#met.has(number) || page[25] !== PAGE_TYPE.overflow || bytes === 0 || bytes > left)
        throw new Damage("has an entry whose pages lead nowhere")
      this.#met.add(number)
      if (PAGE_HEADER + bytes > page.length) throw new Damage("has an entry that leaves its page")
      parts.push(page.subarray(PAGE_HEADER, PAGE_HEADER + bytes))
      left -= bytes
      number = this.#long(page, 16)
    }
    return Buffer.concat(parts)
  }

  #page(number: number): Buffer {
    const start = number * this.#size
    if (number < 1 || start >= this.#content.length) throw new Damage("is cut: it names a page that is not there")
    return this.#content.subarray(start, start + this.#size)
  }

  #long(bytes: Buffer, at: number): number {
    return this.#isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at)
  }

  #short(bytes: Buffer, at: number): number {
    return this.#isLittle ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at)
  }
}

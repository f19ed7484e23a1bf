import { Damage } from "../database.ts"

/** SQLite's file format, https://www.sqlite.org/fileformat2.html: as much as it takes to read the blobs of one table. */
const MAGIC = "SQLite format 3\0"
const FILE_HEADER = 100
const INTERIOR = 5
const LEAF = 13

type Value = Buffer | number | null

/** The blobs in the rows of a table, in the order of the rows. Throws `Damage` or a `RangeError` for a file that is broken. */
export function* blobsOf(content: Buffer, table: string): Iterable<Buffer> {
  if (content.toString("latin1", 0, MAGIC.length) !== MAGIC) throw new Damage("is no SQLite data base")
  const file = new Pages(content)
  for (const blob of file.rows(file.rootOf(table))) yield* blob.filter((value) => Buffer.isBuffer(value))
}

/** The pages of a data base. Each is read once: a page that is met again makes a circle. */
class Pages {
  readonly #content: Buffer
  readonly #size: number
  /** Bytes of a page that are in use. */
  readonly #usable: number
  readonly #met = new Set<number>()
  /** Bytes that rows may still have: several that lie upon each other would be work without end. */
  #left: number

  constructor(content: Buffer) {
    this.#content = content
    this.#left = content.length
    const size = content.readUInt16BE(16)
    this.#size = size === 1 ? 65_536 : size
    this.#usable = this.#size - (content[20] ?? 0)
    if (this.#size < 512 || (this.#size & (this.#size - 1)) !== 0 || this.#usable < 480)
      throw new Damage("has pages of an impossible size")
  }

  /** The first page of a table. */
  rootOf(table: string): number {
    for (const [type, name, , root] of this.rows(1))
      if (text(type) === "table" && text(name) === table && typeof root === "number") return root
    throw new Damage(`has no table ${table}`)
  }

  *rows(root: number): Iterable<readonly Value[]> {
    const ahead = [root]
    for (let number = ahead.pop(); number !== undefined; number = ahead.pop()) {
      const page = this.#page(number)
      const start = number === 1 ? FILE_HEADER : 0
      const type = page[start]
      if (type !== INTERIOR && type !== LEAF) throw new Damage("has a page of an unknown kind")
      const cells = page.readUInt16BE(start + 3)
      const pointers = start + (type === LEAF ? 8 : 12)
      if (pointers + 2 * cells > page.length) throw new Damage("has a page with more entries than it can hold")
      const offsets = Array.from({ length: cells }, (_, at) => page.readUInt16BE(pointers + 2 * at))
      if (type === LEAF) for (const offset of offsets) yield valuesOf(this.#payload(page, offset))
      else {
        ahead.push(page.readUInt32BE(start + 8))
        for (const offset of offsets.toReversed()) ahead.push(page.readUInt32BE(offset))
      }
    }
  }

  #page(number: number): Buffer {
    const end = number * this.#size
    if (number < 1 || end > this.#content.length) throw new Damage("is cut: it names a page that is not there")
    if (this.#met.has(number)) throw new Damage("has pages that lead in a circle")
    this.#met.add(number)
    return this.#content.subarray(end - this.#size, end)
  }

  /** A row's bytes: what stands in its page, and the pages that it overflows into. */
  #payload(page: Buffer, offset: number): Buffer {
    const [length, afterLength] = varint(page, offset)
    const [, start] = varint(page, afterLength)
    this.#left -= length
    if (this.#left < 0) throw new Damage("has rows that are longer than the file")
    const local = this.#local(length)
    if (start + local > page.length) throw new Damage("has a row that leaves its page")
    const parts = [page.subarray(start, start + local)]
    let left = length - local
    let next = left > 0 ? page.readUInt32BE(start + local) : 0
    while (left > 0) {
      const overflow = this.#page(next)
      const taken = Math.min(left, this.#usable - 4)
      parts.push(overflow.subarray(4, 4 + taken))
      left -= taken
      next = overflow.readUInt32BE(0)
    }
    return Buffer.concat(parts)
  }

  /** Bytes of a row that stand in its page. */
  #local(length: number): number {
    const most = this.#usable - 35
    if (length <= most) return length
    const least = Math.floor(((this.#usable - 12) * 32) / 255) - 23
    const even = least + ((length - least) % (this.#usable - 4))
    return even <= most ? even : least
  }
}

/** A number in one to nine bytes, and where what follows begins. */
function varint(bytes: Buffer, start: number): [value: number, end: number] {
  let value = 0
  for (let at = start; at < start + 8; at++) {
    const byte = bytes.readUInt8(at)
    value = value * 128 + (byte & 0x7f)
    if (byte < 0x80) return [value, at + 1]
  }
  return [value * 256 + bytes.readUInt8(start + 8), start + 9]
}

/** Bytes of a number by its serial type. */
const WIDTHS = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0]

function valuesOf(row: Buffer): Value[] {
  const [headerEnd, first] = varint(row, 0)
  if (headerEnd > row.length) throw new Damage("has a row that leaves its place")
  const values: Value[] = []
  let body = headerEnd
  for (let at = first; at < headerEnd;) {
    const [type, next] = varint(row, at)
    at = next
    const width = WIDTHS[type] ?? Math.floor((type - 12) / 2)
    if (width < 0 || body + width > row.length) throw new Damage("has a value that leaves its row")
    values.push(type >= 12 ? row.subarray(body, body + width) : numberOf(row, body, type, width))
    body += width
  }
  return values
}

function numberOf(row: Buffer, at: number, type: number, width: number): number | null {
  if (type === 8 || type === 9) return type - 8
  return width === 0 || width > 6 ? null : row.readIntBE(at, width)
}

const text = (value: Value | undefined): string => (Buffer.isBuffer(value) ? value.toString("utf8") : "")

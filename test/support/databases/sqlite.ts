const SIZE = 512

const short = (number: number): Buffer => Buffer.of(number >> 8, number & 0xff)
const long = (number: number): Buffer => Buffer.concat([short(number >>> 16), short(number & 0xffff)])

function varint(number: number): Buffer {
  const bytes = [number & 0x7f]
  for (let left = number >>> 7; left > 0; left >>>= 7) bytes.unshift((left & 0x7f) | 0x80)
  return Buffer.from(bytes)
}

/** A row: its header of types, then the values. */
function row(values: readonly (string | number | Buffer | null)[]): Buffer {
  const types = values.map((value) => {
    if (value === null) return 0
    if (typeof value === "number") return 1
    return typeof value === "string" ? 13 + 2 * Buffer.byteLength(value) : 12 + 2 * value.length
  })
  const header = Buffer.concat(types.map(varint))
  const body = values.map((value) => {
    if (value === null) return Buffer.alloc(0)
    return typeof value === "number" ? Buffer.of(value) : Buffer.from(value)
  })
  return Buffer.concat([varint(header.length + 1), header, ...body])
}

/**
 * A SQLite data base of 512-byte pages with the tables `Other` and `name`, of which the latter holds the blobs: a leaf
 * page for each, below one interior page, and what is longer in overflow pages. sqlite.org/fileformat2.html.
 */
export function sqliteWith(name: string, blobs: readonly Buffer[]): Buffer {
  const pages: Buffer[] = [Buffer.alloc(SIZE), Buffer.alloc(SIZE), leaf([cell(1, row([null, Buffer.from("no")]), [])])]
  const leaves = blobs.map((blob, at) => {
    const own = leaf([cell(at + 1, row([null, blob]), pages)])
    pages.push(own)
    return pages.length
  })
  pages[1] = interior(leaves)
  pages[0] = leaf(
    [
      cell(1, row(["table", "Other", "Other", 3, "CREATE TABLE Other (a, b)"]), pages),
      cell(2, row(["index", name, name, 3, null]), pages),
      cell(3, row(["table", name, name, 2, `CREATE TABLE ${name} (hnum INTEGER PRIMARY KEY, blob BLOB)`]), pages),
    ],
    100,
  )
  const file = Buffer.concat(pages)
  file.write("SQLite format 3\0", 0, "latin1")
  short(SIZE).copy(file, 16)
  return file
}

/** A cell of a leaf; what is too long for it goes to new pages at the end of `pages`. */
function cell(id: number, payload: Buffer, pages: Buffer[]): Buffer {
  const most = SIZE - 35
  const least = Math.floor(((SIZE - 12) * 32) / 255) - 23
  const even = least + ((payload.length - least) % (SIZE - 4))
  const local = payload.length <= most ? payload.length : even <= most ? even : least
  const parts = [varint(payload.length), varint(id), payload.subarray(0, local)]
  if (local < payload.length) parts.push(long(pages.length + 1))
  for (let at = local; at < payload.length; at += SIZE - 4) {
    const isLast = at + SIZE - 4 >= payload.length
    const page = Buffer.alloc(SIZE)
    long(isLast ? 0 : pages.length + 2).copy(page)
    payload.copy(page, 4, at, at + SIZE - 4)
    pages.push(page)
  }
  return Buffer.concat(parts)
}

function leaf(cells: readonly Buffer[], start = 0): Buffer {
  const page = Buffer.alloc(SIZE)
  page[start] = 13
  short(cells.length).copy(page, start + 3)
  let end = SIZE
  for (const [at, bytes] of cells.entries()) {
    end -= bytes.length
    bytes.copy(page, end)
    short(end).copy(page, start + 8 + 2 * at)
  }
  return page
}

function interior(children: readonly number[]): Buffer {
  const page = Buffer.alloc(SIZE)
  const [last = 0, ...others] = children.toReversed()
  page[0] = 5
  short(others.length).copy(page, 3)
  long(last).copy(page, 8)
  for (const [at, child] of others.toReversed().entries()) {
    const offset = SIZE - 8 * (at + 1)
    Buffer.concat([long(child), varint(at + 1)]).copy(page, offset)
    short(offset).copy(page, 12 + 2 * at)
  }
  return page
}

/** What a package says of itself; paths are absolute. */
export interface RpmPackage {
  readonly name: string
  readonly version?: string
  readonly release?: string
  readonly epoch?: number
  readonly architecture?: string
  readonly sourceRpm?: string
  readonly files?: readonly string[]
  readonly requires?: readonly string[]
  readonly provides?: readonly string[]
  /** Bytes of a further tag, to make the header long. */
  readonly ballast?: number
}

type Value = string | readonly string[] | readonly number[]

const TYPES = { number: 4, string: 6, strings: 8 } as const

function typeOf(value: Value): number {
  if (typeof value === "string") return TYPES.string
  return typeof value[0] === "number" ? TYPES.number : TYPES.strings
}

function bytesOf(value: Value): Buffer {
  if (typeof value === "string") return Buffer.from(`${value}\0`)
  const parts = value.map((item) => {
    if (typeof item === "string") return Buffer.from(`${item}\0`)
    const number = Buffer.alloc(4)
    number.writeUInt32BE(item)
    return number
  })
  return Buffer.concat(parts)
}

/** A header as rpm keeps it in its data base: counts, an index of tags, and their data. rpm, header.c. */
export function rpmHeader(made: RpmPackage): Buffer {
  const files = made.files ?? []
  const folders = [...new Set(files.map((path) => path.slice(0, path.lastIndexOf("/") + 1)))]
  const tags: [tag: number, value: Value | undefined][] = [
    [1000, made.name],
    [1001, made.version ?? "1.0"],
    [1002, made.release ?? "1"],
    [1003, made.epoch === undefined ? undefined : [made.epoch]],
    [1004, "x".repeat(made.ballast ?? 0)],
    [1022, made.architecture],
    [1044, made.sourceRpm],
    [1047, made.provides],
    [1049, made.requires],
    [1116, files.map((path) => folders.indexOf(path.slice(0, path.lastIndexOf("/") + 1)))],
    [1117, files.map((path) => path.slice(path.lastIndexOf("/") + 1))],
    [1118, folders],
  ]
  const index: Buffer[] = []
  let data = Buffer.alloc(0)
  for (const [tag, value] of tags) {
    if (value === undefined || value.length === 0) continue
    if (typeOf(value) === TYPES.number) data = Buffer.concat([data, Buffer.alloc(-data.length & 3)])
    const entry = Buffer.alloc(16)
    for (const [at, number] of [
      tag,
      typeOf(value),
      data.length,
      typeof value === "string" ? 1 : value.length,
    ].entries())
      entry.writeUInt32BE(number, at * 4)
    index.push(entry)
    data = Buffer.concat([data, bytesOf(value)])
  }
  const counts = Buffer.alloc(8)
  counts.writeUInt32BE(index.length, 0)
  counts.writeUInt32BE(data.length, 4)
  return Buffer.concat([counts, ...index, data])
}

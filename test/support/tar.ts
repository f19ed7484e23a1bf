/** Size of a tar block. */
export const BLOCK = 512
/** What a whole archive ends in. */
export const END = Buffer.alloc(2 * BLOCK)

type Numeric = "mode" | "uid" | "gid" | "size" | "mtime" | "checksum"

/** One header block, field by field; what is left out is as an ordinary writer leaves it. */
export interface Header {
  readonly size?: number
  /** The typeflag; NUL for the oldest archives. */
  readonly type?: string
  readonly mode?: number
  readonly uid?: number
  readonly gid?: number
  readonly mtime?: number
  readonly link?: string | Buffer
  readonly prefix?: string
  readonly magic?: "ustar" | "gnu" | "v7" | Buffer
  /** Bytes of a number field as they shall stand, right or wrong. */
  readonly raw?: { readonly [field in Numeric]?: Buffer | string }
  /** Bytes from 345 on: GNU's times and sparse map. */
  readonly tail?: Buffer
}

const FIELDS: Record<Numeric, readonly [at: number, length: number]> = {
  mode: [100, 8],
  uid: [108, 8],
  gid: [116, 8],
  size: [124, 12],
  mtime: [136, 12],
  checksum: [148, 8],
}

const MAGIC = {
  ustar: Buffer.from("ustar\x0000", "latin1"),
  gnu: Buffer.from("ustar  \0", "latin1"),
  v7: Buffer.alloc(8),
}

/** One header block, byte for byte. The checksum is right unless `raw` says otherwise. */
export function hdr(name: string | Buffer, header: Header = {}): Buffer {
  const block = Buffer.alloc(BLOCK)
  const put = (at: number, value: string | Buffer, length: number): void =>
    void Buffer.from(value as Buffer).copy(block, at, 0, length)
  const octal = (field: Numeric, value: number): void =>
    put(FIELDS[field][0], `${value.toString(8).padStart(FIELDS[field][1] - 1, "0")}\0`, FIELDS[field][1])
  put(0, name, 100)
  octal("mode", header.mode ?? 0o644)
  octal("uid", header.uid ?? 0)
  octal("gid", header.gid ?? 0)
  octal("size", header.size ?? 0)
  octal("mtime", header.mtime ?? 0)
  put(156, header.type ?? "0", 1)
  put(157, header.link ?? "", 100)
  const magic = header.magic ?? "ustar"
  put(257, typeof magic === "string" ? MAGIC[magic] : magic, 8)
  put(345, header.prefix ?? "", 155)
  if (header.tail !== undefined) put(345, header.tail, 167)
  for (const [field, bytes] of Object.entries(header.raw ?? {})) {
    const [at, length] = FIELDS[field as Numeric]
    block.fill(0, at, at + length)
    put(at, bytes, length)
  }
  if (header.raw?.checksum === undefined) {
    block.fill(" ", 148, 156)
    let sum = 0
    for (let at = 0; at < BLOCK; at += 1) sum += block[at]!
    put(148, `${sum.toString(8).padStart(6, "0")}\0 `, 8)
  }
  return block
}

/** A body padded to whole blocks. */
function padded(body: Buffer): Buffer {
  return Buffer.concat([body, Buffer.alloc((BLOCK - (body.length % BLOCK)) % BLOCK)])
}

/** A header and its body; the size is the body's unless the header says otherwise. */
export function ent(name: string | Buffer, body: string | Buffer = "", header: Header = {}): Buffer {
  const bytes = Buffer.from(body as Buffer)
  return Buffer.concat([hdr(name, { size: bytes.length, ...header }), padded(bytes)])
}

export const dir = (name: string, header: Header = {}): Buffer => hdr(name, { type: "5", mode: 0o755, ...header })
export const sym = (name: string, link: string | Buffer, header: Header = {}): Buffer =>
  hdr(name, { type: "2", link, ...header })
export const hard = (name: string, link: string | Buffer, header: Header = {}): Buffer =>
  hdr(name, { type: "1", link, ...header })

/** An archive with its end. */
export const tar = (...parts: readonly Buffer[]): Buffer => Buffer.concat([...parts, END])

/** A pax header block of any content, well formed or not. */
export const paxRaw = (body: string | Buffer, type = "x"): Buffer => ent("PaxHeaders/x", body, { type })

/** One pax record with its right length. */
function paxRecord(key: string, value: string | Buffer): Buffer {
  const rest = Buffer.concat([Buffer.from(` ${key}=`), Buffer.from(value as Buffer), Buffer.from("\n")])
  let length = rest.length + 1
  while (String(length).length + rest.length !== length) length = String(length).length + rest.length
  return Buffer.concat([Buffer.from(String(length)), rest])
}

/** A pax header that says `records` of the next entry, or with type `g` of all that follow. */
export const pax = (records: Iterable<readonly [key: string, value: string | Buffer]>, type = "x"): Buffer =>
  paxRaw(Buffer.concat([...records].map(([key, value]) => paxRecord(key, value))), type)

/** GNU's record of a long name (`L`) or a long link target (`K`). */
export const longName = (name: string | Buffer, type: "L" | "K" = "L"): Buffer =>
  ent("././@LongLink", Buffer.concat([Buffer.from(name as Buffer), Buffer.alloc(1)]), { type, magic: "gnu" })

/** GNU's base-256 form of a number field. */
export function b256(value: bigint | number, length = 12): Buffer {
  const field = Buffer.alloc(length)
  let rest = BigInt.asUintN(8 * length, BigInt(value))
  for (let at = length - 1; at >= 0; at -= 1, rest >>= 8n) field[at] = Number(rest & 255n)
  field[0] = value < 0 ? 0xff : field[0]! | 0x80
  return field
}

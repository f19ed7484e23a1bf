import { crc32, deflateRawSync } from "node:zlib"

interface ZipMember {
  readonly method?: number
  readonly flags?: number
  /** Sizes stand behind the content only: `signed` as most write it, `bare`, or `long` with 64 bits. */
  readonly descriptor?: "signed" | "bare" | "long"
  /** Sizes stand in a zip64 extra field. */
  readonly zip64?: boolean
  /** Instead of the packed content. */
  readonly raw?: Buffer
}

const numbers = (...parts: readonly (readonly [size: 2 | 4 | 8, value: number])[]): Buffer =>
  Buffer.concat(
    parts.map(([size, value]) => {
      const bytes = Buffer.alloc(size)
      bytes.writeUIntLE(value, 0, Math.min(6, size))
      return bytes
    }),
  )

/** A local header and its content. */
export function zipMember(name: string, body: string | Buffer, member: ZipMember = {}): Buffer {
  const content = Buffer.from(body as Buffer)
  const method = member.method ?? 8
  const packed = member.raw ?? (method === 8 ? deflateRawSync(content) : content)
  const known = member.descriptor === undefined
  const far = 0xffffffff
  const extra =
    member.zip64 === true ? numbers([2, 1], [2, 16], [8, content.length], [8, packed.length]) : Buffer.alloc(0)
  const header = numbers(
    [4, 0x04034b50],
    [2, 20],
    [2, (member.flags ?? 0) | (known ? 0 : 8)],
    [2, method],
    [4, 0],
    [4, crc32(content)],
    [4, member.zip64 === true ? far : known ? packed.length : 0],
    [4, member.zip64 === true ? far : known ? content.length : 0],
    [2, Buffer.byteLength(name)],
    [2, extra.length],
  )
  const width = member.descriptor === "long" ? 8 : 4
  const descriptor = known
    ? Buffer.alloc(0)
    : Buffer.concat([
        member.descriptor === "bare" ? Buffer.alloc(0) : numbers([4, 0x08074b50]),
        numbers([4, crc32(content)], [width, packed.length], [width, content.length]),
      ])
  return Buffer.concat([header, Buffer.from(name), extra, packed, descriptor])
}

/** A zip of these members, with as much of a directory as tells where they end. */
export const zip = (...members: readonly Buffer[]): Buffer =>
  Buffer.concat([...members, numbers([4, 0x02014b50]), Buffer.alloc(42)])

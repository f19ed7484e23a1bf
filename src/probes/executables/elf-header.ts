import { machineName } from "./elf-machines.ts"

/** Fields of an ELF file in its own width and byte order. Callers stay within the buffer. */
export class ElfView {
  readonly bytes: Buffer
  readonly wide: boolean
  readonly little: boolean

  constructor(bytes: Buffer, { wide, little }: Pick<ElfView, "wide" | "little">) {
    this.bytes = bytes
    this.wide = wide
    this.little = little
  }

  half(at: number): number {
    return this.little ? this.bytes.readUInt16LE(at) : this.bytes.readUInt16BE(at)
  }
  word(at: number): number {
    return this.little ? this.bytes.readUInt32LE(at) : this.bytes.readUInt32BE(at)
  }
  /** An address, an offset or a size; NaN, which nothing is equal to or within, where a number can't hold it. */
  long(at: number): number {
    if (!this.wide) return this.word(at)
    const [low, high] = this.little ? [this.word(at), this.word(at + 4)] : [this.word(at + 4), this.word(at)]
    return high > 0x1fffff ? Number.NaN : high * 0x1_0000_0000 + low
  }
}

/** System V ABI, ELF header. */
export interface ElfHeader {
  readonly wide: boolean
  readonly little: boolean
  readonly type: "executable" | "shared" | "object" | "core" | "other"
  readonly machine: string
  /** Program headers: where, how many, bytes of each. */
  readonly programs: Table
  readonly sections: Table
  /** Index of the section that holds the names of all; 0 where there is none, 0xffff where the first section says it. */
  readonly namesIndex: number
}

interface Table {
  readonly offset: number
  readonly count: number
  readonly size: number
}

/** One program header. */
export interface Segment {
  readonly type: number
  readonly flags: number
  readonly offset: number
  readonly address: number
  /** Bytes in the file. */
  readonly size: number
}

export const SEGMENT = { load: 1, dynamic: 2, interpreter: 3 } as const
export const FLAG = { writable: 2 } as const

const TYPES = ["other", "object", "executable", "shared", "core"] as const

/** Null where these are not the first bytes of an ELF file. */
export function elfHeader(first: Uint8Array): ElfHeader | null {
  const [a, b, c, d, bits, order] = first
  if (a !== 0x7f || b !== 0x45 || c !== 0x4c || d !== 0x46) return null
  if ((bits !== 1 && bits !== 2) || (order !== 1 && order !== 2)) return null
  const wide = bits === 2
  const little = order === 1
  const long = wide ? 8 : 4
  const after = 24 + 3 * long
  if (first.length < after + 16) return null
  const view = new ElfView(Buffer.from(first.buffer, first.byteOffset, after + 16), { wide, little })
  return {
    wide,
    little,
    type: TYPES[view.half(16)] ?? "other",
    machine: machineName(view.half(18), wide, little),
    programs: { offset: view.long(24 + long), size: view.half(after + 6), count: view.half(after + 8) },
    sections: { offset: view.long(24 + 2 * long), size: view.half(after + 10), count: view.half(after + 12) },
    namesIndex: view.half(after + 14),
  }
}

/** Program headers; empty where their entries are too short to be any. */
export function segmentsOf(table: Buffer, { wide, little, programs }: ElfHeader): Segment[] {
  const view = new ElfView(table, { wide, little })
  if (programs.size < (wide ? 56 : 32)) return []
  return Array.from({ length: programs.count }, (_, index) => {
    const at = index * programs.size
    const [offset, address, size] = wide ? [8, 16, 32] : [4, 8, 16]
    return {
      type: view.word(at),
      flags: view.word(at + (wide ? 4 : 24)),
      offset: view.long(at + offset),
      address: view.long(at + address),
      size: view.long(at + size),
    }
  })
}

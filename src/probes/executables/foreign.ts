import type { Fact } from "../../model/index.ts"
import type { OpenedFile, Probe } from "../probe.ts"

/** A program for macOS. Mach-O: `mach/machine.h`, `mach-o/loader.h`, `mach-o/fat.h`. */
const CPUS: Readonly<Record<number, string>> = {
  0x7: "386",
  0x0100_0007: "amd64",
  0xc: "arm",
  0x0100_000c: "arm64",
  0x0200_000c: "arm64",
  0x12: "ppc",
  0x0100_0012: "ppc64",
}
/** By the number that the first four bytes are, highest first. */
const THIN = { bigEndian: [0xfeedface, 0xfeedfacf], littleEndian: [0xcefaedfe, 0xcffaedfe] } as const
const FAT: Readonly<Record<number, number>> = { 0xcafebabe: 20, 0xcafebabf: 32 }
/** A Java class begins likewise, and its version, 45 and up, stands where a fat file has its number of machines. */
const MOST_MACHINES = 15
const FILE_TYPES = 16

function machO(first: Uint8Array): Fact | null {
  if (first.length < 28) return null
  const view = new DataView(first.buffer, first.byteOffset, first.length)
  const magic = view.getUint32(0)
  const entry = FAT[magic]
  if (entry !== undefined) {
    const count = view.getUint32(4)
    if (count === 0 || count > MOST_MACHINES || 8 + count * entry > first.length) return null
    const cpus = Array.from({ length: count }, (_, index) => CPUS[view.getUint32(8 + index * entry)])
    return cpus.includes(undefined) ? null : { kind: "mach-o", machines: cpus.filter((cpu) => cpu !== undefined) }
  }
  const little = THIN.littleEndian.some((each) => each === magic)
  if (!little && !THIN.bigEndian.some((each) => each === magic)) return null
  const cpu = CPUS[view.getUint32(4, little)]
  const type = view.getUint32(12, little)
  return cpu === undefined || type === 0 || type > FILE_TYPES ? null : { kind: "mach-o", machines: [cpu] }
}

const MACH_O_BEGINS = new Set([0xca, 0xce, 0xcf, 0xfe])

export const machOProgram: Probe = {
  wants: ({ first, member }) => MACH_O_BEGINS.has(first[0]!) && member === "" && machO(first) !== null,
  begin({ first }) {
    const fact = machO(first)
    return { piece: () => {}, close: () => (fact === null ? [] : [fact]) }
  },
}

/** `Machine` of a PE file: Microsoft's PE format, COFF file header. */
const PE_MACHINES: Readonly<Record<number, string>> = {
  0x14c: "386",
  0x8664: "amd64",
  0x1c0: "arm",
  0x1c4: "arm",
  0xaa64: "arm64",
  0xa641: "arm64",
  0x5064: "riscv64",
  0x6264: "loong64",
}
/** Where the offset of the PE header stands in the DOS header before it. */
const PE_OFFSET_AT = 0x3c
const FARTHEST = 64 * 1024

/** Offset of the PE header, after a program for DOS; 0 where there can be none. */
function peOffset({ first, member }: OpenedFile): number {
  if (first[0] !== 0x4d || first[1] !== 0x5a || member !== "" || first.length < PE_OFFSET_AT + 4) return 0
  const offset = new DataView(first.buffer, first.byteOffset).getUint32(PE_OFFSET_AT, true)
  return offset >= 4 && offset <= FARTHEST ? offset : 0
}

export const peProgram: Probe = {
  wants: (file) => file.first[0] === 0x4d && peOffset(file) > 0,
  begin(file) {
    const offset = peOffset(file)
    const header = Buffer.alloc(6, 0xff)
    let position = 0
    return {
      piece(bytes) {
        const from = Math.max(position, offset)
        const end = Math.min(position + bytes.length, offset + header.length)
        if (from < end) header.set(bytes.subarray(from - position, end - position), from - offset)
        position += bytes.length
      },
      close() {
        if (header.toString("latin1", 0, 4) !== "PE\0\0") return []
        const machine = PE_MACHINES[header.readUInt16LE(4)]
        return [{ kind: "pe", machines: machine === undefined ? [] : [machine] }]
      },
    }
  },
}

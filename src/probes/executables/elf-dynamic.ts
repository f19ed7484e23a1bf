import { type ElfHeader, ElfView, SEGMENT, type Segment } from "./elf-header.ts"

/** Where the strings of a dynamic table are, and which of them say what: System V ABI, chapter 5, dynamic section. */
export interface DynamicTable {
  /** Offset in the file; NaN where no segment holds it. */
  readonly strings: number
  readonly bytes: number
  /** Offsets in the strings; -1 where there is none. */
  readonly needed: readonly number[]
  readonly soname: number
  readonly rpath: number
  readonly runpath: number
}

const TAG = { end: 0, needed: 1, strings: 5, stringsSize: 10, soname: 14, rpath: 15, runpath: 29 } as const
/** A program that needs more is none. */
const MOST_NEEDED = 1024
const MOST_CHARACTERS = 65_536
const LONGEST = 4096

/** Null where it names more libraries than any program needs. */
export function dynamicTable(bytes: Buffer, header: ElfHeader, segments: readonly Segment[]): DynamicTable | null {
  const view = new ElfView(bytes, header)
  const long = header.wide ? 8 : 4
  const values = new Map<number, number>()
  const needed: number[] = []
  for (let at = 0; at + 2 * long <= bytes.length; at += 2 * long) {
    const tag = view.long(at)
    if (tag === TAG.end) break
    const value = view.long(at + long)
    if (tag !== TAG.needed) values.set(tag, value)
    else if (needed.push(value) > MOST_NEEDED) return null
  }
  return {
    strings: offsetOf(values.get(TAG.strings) ?? Number.NaN, segments),
    bytes: values.get(TAG.stringsSize) ?? 0,
    needed,
    soname: values.get(TAG.soname) ?? -1,
    rpath: values.get(TAG.rpath) ?? -1,
    runpath: values.get(TAG.runpath) ?? -1,
  }
}

/** Where in the file an address is loaded from; NaN where it is not. */
function offsetOf(address: number, segments: readonly Segment[]): number {
  const segment = segments.find(
    (each) => each.type === SEGMENT.load && address >= each.address && address < each.address + each.size,
  )
  return segment === undefined ? Number.NaN : segment.offset + (address - segment.address)
}

/** What a dynamic table says in words; null where an offset leads out of its strings. */
export function dynamicTexts(
  table: DynamicTable,
  strings: Buffer,
): {
  readonly needed: readonly string[]
  readonly soname: string
  readonly rpath: string
  readonly runpath: string
} | null {
  let left = MOST_CHARACTERS
  const text = (at: number): string | null => {
    if (!(at < strings.length)) return null
    const end = strings.indexOf(0, at)
    if (end < 0 || end - at > LONGEST || (left -= end - at) < 0) return null
    return strings.toString("utf8", at, end)
  }
  const optional = (at: number): string | null => (at === -1 ? "" : text(at))
  const needed = table.needed.map(text)
  const [soname, rpath, runpath] = [table.soname, table.rpath, table.runpath].map(optional)
  if (needed.includes(null) || soname == null || rpath == null || runpath == null) return null
  return { needed: needed as string[], soname, rpath, runpath }
}

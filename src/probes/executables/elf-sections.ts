import { type ElfHeader, ElfView } from "./elf-header.ts"

/** One section header. */
interface Section {
  readonly name: number
  readonly type: number
  readonly isAllocated: boolean
  readonly isMergedText: boolean
  readonly offset: number
  readonly size: number
  readonly link: number
}

/** Section headers, and which of them holds their names. */
export interface Sections {
  readonly all: readonly Section[]
  readonly names: Section | null
}

const TYPE = { bits: 1, symbols: 2, noBits: 8 } as const
const ALLOCATED = 2
const MERGED_TEXT = 0x30
/** Where the real numbers stand in the first section: System V ABI, extended section numbering. */
const EXTENDED = 0xffff

/** An object file may have one for each function; a program has forty. */
export const MOST_SECTIONS = 20_000
export const sectionSize = ({ wide }: ElfHeader): number => (wide ? 64 : 40)

/** Null where the table is cut, or says itself wrong. `table` begins at the first section header. */
export function sectionsOf(table: Buffer, header: ElfHeader): Sections | null {
  const { wide, sections } = header
  if (sections.size < sectionSize(header) || table.length < sections.size) return null
  const view = new ElfView(table, header)
  const section = (index: number): Section => {
    const at = index * sections.size
    const flags = wide ? view.long(at + 8) : view.word(at + 8)
    return {
      name: view.word(at),
      type: view.word(at + 4),
      isAllocated: Number.isNaN(flags) || flags % (2 * ALLOCATED) >= ALLOCATED,
      isMergedText: flags % 0x40 === MERGED_TEXT,
      offset: view.long(at + (wide ? 24 : 16)),
      size: view.long(at + (wide ? 32 : 20)),
      link: view.word(at + (wide ? 40 : 24)),
    }
  }
  const first = section(0)
  const count = sections.count === 0 ? first.size : sections.count
  if (!(count <= MOST_SECTIONS) || count * sections.size > table.length) return null
  const all = Array.from({ length: count }, (_, index) => section(index))
  return { all, names: all[header.namesIndex === EXTENDED ? first.link : header.namesIndex] ?? null }
}

const DEBUG = /^[.]z?debug_/
/** A section of texts for debuggers alone is larger; the compilers' `.comment` is smaller. */
const LEAST_DEBUG_TEXT = 4096

/** What `strip` would take away. `names` is null where they could not be read. */
export function symbolsOf(
  { all, names: namesSection }: Sections,
  names: Buffer | null,
  fileSize: number,
): { readonly debugBytes: number; readonly isStripped: boolean } {
  // Once each, however often a hostile table names them.
  const taken = new Set<Section>()
  for (const section of all) {
    if (section.type === TYPE.symbols) {
      taken.add(section)
      const text = all[section.link]
      if (text !== undefined && text !== namesSection && !text.isAllocated) taken.add(text)
    } else if (names !== null && !section.isAllocated && section.type !== TYPE.noBits) {
      if (DEBUG.test(names.toString("latin1", section.name, section.name + 8))) taken.add(section)
    }
  }
  if (names === null) for (const section of unnamedDebug(all)) taken.add(section)
  let debugBytes = 0
  for (const { offset, size } of taken) if (offset + size <= fileSize) debugBytes += size
  return { debugBytes: Math.min(debugBytes, fileSize), isStripped: taken.size === 0 }
}

/**
 * LLVM's linker puts the symbols' names, which may be megabytes, between the sections' names and their table: they have
 * passed by before the table tells where they are. Sections that are not loaded and hold bits of no known kind are then
 * debug sections where one of them is the table of texts that all debug formats have.
 */
function unnamedDebug(all: readonly Section[]): Section[] {
  const unloaded = all.filter(
    ({ type, isAllocated, isMergedText, size }) =>
      type === TYPE.bits && !isAllocated && !(isMergedText && size <= LEAST_DEBUG_TEXT),
  )
  return unloaded.some(({ isMergedText }) => isMergedText) ? unloaded : []
}

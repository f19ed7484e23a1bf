import type { ElfFact, Fact } from "../../model/index.ts"
import type { Probe, Reading } from "../probe.ts"
import { type DynamicTable, dynamicTable, dynamicTexts } from "./elf-dynamic.ts"
import { type ElfHeader, elfHeader, FLAG, SEGMENT, type Segment, segmentsOf } from "./elf-header.ts"
import { MOST_SECTIONS, type Sections, sectionSize, sectionsOf, symbolsOf } from "./elf-sections.ts"
import { goPackages } from "./go.ts"
import { Kept } from "./kept.ts"

const KiB = 1024
const MiB = 1024 * KiB
/** Most that is kept of each part. */
const MOST = {
  /** Program headers lie at the beginning, up to here. */
  head: 64 * KiB,
  /** The first segment, in which linkers put the names of libraries. */
  first: 8 * MiB,
  /** Writable segments: Go's build information, and the names of libraries that patchelf moved. */
  writable: MiB,
  writableSegments: 4,
  dynamic: MiB,
  strings: 8 * MiB,
  interpreter: 4 * KiB,
  sectionNames: MiB,
} as const
/** The names of sections lie before their headers, this close. */
const NAMES_DISTANCE = 64 * KiB
/** A program has a dozen. */
const MOST_SEGMENTS = 1000

export const elf: Probe = {
  wants: ({ first, member }) => first[0] === 0x7f && member === "" && elfHeader(first) !== null,
  begin: ({ first }) => new ElfReading(elfHeader(first)!),
}

class ElfReading implements Reading {
  readonly #header: ElfHeader
  readonly #kept = new Kept()
  #segments: readonly Segment[] | null = null
  #dynamic: DynamicTable | null = null
  #sections: Sections | null = null
  /** Offset after which more can be told, and what tells it. */
  readonly #due: { readonly end: number; readonly read: () => void }[] = []

  constructor(header: ElfHeader) {
    this.#header = header
    this.#planSections()
  }

  piece(bytes: Uint8Array): void {
    if (this.#segments === null) this.#planSegments(bytes)
    this.#kept.pass(bytes)
    for (let at = this.#due.length - 1; at >= 0; at--)
      if (this.#kept.position >= this.#due[at]!.end) this.#due.splice(at, 1)[0]!.read()
  }

  close(): readonly Fact[] {
    const facts: Fact[] = [this.#fact()]
    for (const { offset, size, address } of writable(this.#segments ?? [])) {
      const go = goPackages(this.#kept.readUpTo(offset, Math.min(size, MOST.writable)), address)
      if (go === null) continue
      facts.push(go)
      break
    }
    return facts
  }

  /** Reads the program headers out of what passed and what passes now, and decides what to keep. */
  #planSegments(bytes: Uint8Array): void {
    const { offset, size, count } = this.#header.programs
    const end = offset + size * count
    const position = this.#kept.position
    if (!(end <= MOST.head) || count > MOST_SEGMENTS) {
      this.#segments = count === 0 ? [] : this.#segments
      return
    }
    if (position + bytes.length < end) {
      if (position === 0) this.#kept.want(0, MOST.head)
      return
    }
    const before = this.#kept.read(0, position)
    if (before === null) return
    const head = Buffer.concat([before, bytes.subarray(0, Math.max(0, end - position))])
    this.#segments = segmentsOf(head.subarray(offset), this.#header)
    this.#planContent(this.#segments)
  }

  #planContent(segments: readonly Segment[]): void {
    const kept = this.#kept
    const interpreter = segments.find(({ type }) => type === SEGMENT.interpreter)
    if (interpreter !== undefined) kept.want(interpreter.offset, Math.min(interpreter.size, MOST.interpreter))
    for (const { offset, size } of writable(segments)) kept.want(offset, Math.min(size, MOST.writable))
    const dynamic = segments.find(({ type }) => type === SEGMENT.dynamic)
    if (dynamic === undefined) return
    const first = segments.find(({ type }) => type === SEGMENT.load)
    if (first !== undefined) kept.want(first.offset, Math.min(first.size, MOST.first))
    if (!(dynamic.size > 0 && dynamic.size <= MOST.dynamic)) return
    kept.want(dynamic.offset, dynamic.size)
    this.#due.push({ end: dynamic.offset + dynamic.size, read: () => this.#readDynamic(dynamic, segments) })
  }

  #planSections(): void {
    const { offset, count } = this.#header.sections
    const bytes = (count || 1) * sectionSize(this.#header)
    if (!(offset > 0) || count > MOST_SECTIONS) return
    this.#kept.want(Math.max(0, offset - NAMES_DISTANCE), Math.min(offset, NAMES_DISTANCE) + bytes)
    this.#due.push({ end: offset + bytes, read: () => this.#readSections(offset, bytes) })
  }

  #readDynamic(dynamic: Segment, segments: readonly Segment[]): void {
    const bytes = this.#kept.read(dynamic.offset, dynamic.size)
    if (bytes === null) return
    this.#dynamic = dynamicTable(bytes, this.#header, segments)
    // Behind the table where patchelf moved them.
    if (this.#dynamic !== null) this.#kept.want(this.#dynamic.strings, Math.min(this.#dynamic.bytes, MOST.strings))
  }

  #readSections(offset: number, bytes: number): void {
    const table = this.#kept.read(offset, bytes)
    this.#sections = table === null ? null : sectionsOf(table, this.#header)
    const names = this.#sections?.names
    // Go's linker writes the headers first.
    if (names) this.#kept.want(names.offset, Math.min(names.size, MOST.sectionNames))
  }

  #fact(): ElfFact {
    const { wide, little, machine, type } = this.#header
    const interpreter = this.#segments?.find((segment) => segment.type === SEGMENT.interpreter)
    const path = interpreter && this.#kept.read(interpreter.offset, Math.min(interpreter.size, MOST.interpreter))
    return {
      kind: "elf",
      bits: wide ? 64 : 32,
      isLittleEndian: little,
      machine,
      type,
      interpreter: (path && upToNul(path)) || null,
      ...this.#links(),
      ...this.#symbols(),
    }
  }

  #links(): Pick<ElfFact, "needed" | "soname" | "rpath" | "runpath"> {
    const unread = { needed: null, soname: "", rpath: "", runpath: "" }
    if (this.#segments === null || (this.#segments.length === 0 && hasSegments(this.#header.type))) return unread
    if (!this.#segments.some(({ type }) => type === SEGMENT.dynamic)) return { ...unread, needed: [] }
    if (this.#dynamic === null) return unread
    const { strings, bytes } = this.#dynamic
    const text = this.#kept.read(strings, Math.min(bytes, MOST.strings)) ?? Buffer.alloc(0)
    return dynamicTexts(this.#dynamic, text) ?? unread
  }

  #symbols(): Pick<ElfFact, "isStripped" | "debugBytes"> {
    const { sections } = this.#header
    if (sections.offset === 0) return { isStripped: true, debugBytes: 0 }
    if (this.#sections === null) return { isStripped: null, debugBytes: 0 }
    const { names } = this.#sections
    const text = names && this.#kept.read(names.offset, Math.min(names.size, MOST.sectionNames))
    return symbolsOf(this.#sections, text, this.#kept.position)
  }
}

const writable = (segments: readonly Segment[]): readonly Segment[] =>
  segments.filter(({ type, flags }) => type === SEGMENT.load && flags & FLAG.writable).slice(0, MOST.writableSegments)

const hasSegments = (type: ElfFact["type"]): boolean => type === "executable" || type === "shared"

function upToNul(bytes: Buffer): string {
  const end = bytes.indexOf(0)
  return bytes.toString("utf8", 0, end < 0 ? bytes.length : end)
}

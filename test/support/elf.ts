import { deflateSync } from "node:zlib"
import { goBuildInfo } from "./go-build-info.ts"

/** What an ELF file made here is like. */
export interface ElfRecipe {
  readonly machine: keyof typeof MACHINES
  readonly type: "executable" | "shared" | "object" | "core"
  readonly interpreter: string
  readonly needed: readonly string[]
  readonly soname: string
  readonly rpath: string
  readonly runpath: string
  /** Bytes of `.debug_info` and `.debug_str`. */
  readonly debug: number
  /** Bytes of `.symtab` and `.strtab`. */
  readonly symbols: number
  /** Without section headers: `strip --strip-section-headers`. */
  readonly headers: "sections" | "none"
  /** Who put the parts in order: LLVM's linker has the symbols' names behind those of the sections, patchelf the libraries' names behind all. */
  readonly order: "gnu" | "llvm" | "patchelf"
  /** What the Go linker writes: the toolchain's version and the module text. */
  readonly go: { readonly version: string; readonly modules: string } | null
  /** What cargo-auditable writes, before it is packed. */
  readonly cargo: unknown
}

const STRIPPED_DEFAULTS: ElfRecipe = {
  machine: "amd64",
  type: "executable",
  interpreter: "",
  needed: [],
  soname: "",
  rpath: "",
  runpath: "",
  debug: 0,
  symbols: 0,
  headers: "sections",
  order: "gnu",
  go: null,
  cargo: undefined,
}

/** `e_machine`, bits, byte order: the processor supplements of the System V ABI. */
const MACHINES = {
  amd64: [62, 64, "little"],
  arm64: [183, 64, "little"],
  arm: [40, 32, "little"],
  "386": [3, 32, "little"],
  riscv64: [243, 64, "little"],
  ppc64le: [21, 64, "little"],
  ppc64: [21, 64, "big"],
  s390x: [22, 64, "big"],
  mips: [8, 32, "big"],
  mipsle: [8, 32, "little"],
  mips64: [8, 64, "big"],
  mips64le: [8, 64, "little"],
  loong64: [258, 64, "little"],
} as const

const TYPES = { object: 1, executable: 2, shared: 3, core: 4 } as const
/** Where the file lies in memory. */
export const BASE = 0x400000
const PAGE = 0x1000
/** Flags of sections. */
const ALLOCATED = 2
const MERGED_TEXT = 0x30

interface Section {
  readonly name: string
  readonly type: number
  readonly flags: number
  readonly link: number
  readonly offset: number
  readonly size: number
}

/** Bytes of an ELF file that is what the recipe says and runs nowhere: program headers, a dynamic table, sections. */
export function makeElf(recipe: Partial<ElfRecipe> = {}): Buffer {
  const given = { ...STRIPPED_DEFAULTS, ...recipe }
  const [machine, bits, order] = MACHINES[given.machine]
  const wide = bits === 64
  const number = (value: number, bytes: number): Buffer => {
    const made = Buffer.alloc(bytes)
    made.writeUIntLE(value, 0, Math.min(6, bytes))
    if (order === "big") made.reverse()
    return made
  }
  const half = (value: number): Buffer => number(value, 2)
  const word = (value: number): Buffer => number(value, 4)
  const address = (value: number): Buffer => number(value, wide ? 8 : 4)

  const isDynamic = given.needed.length > 0 || given.type === "shared"
  const headerSize = wide ? 64 : 52
  const programSize = wide ? 56 : 32
  const programCount = 2 + Number(given.interpreter !== "") + Number(isDynamic)
  const parts: Buffer[] = []
  const sections: Section[] = [{ name: "", type: 0, flags: 0, link: 0, offset: 0, size: 0 }]
  let end = headerSize + (given.type === "object" ? 0 : programCount * programSize)
  const add = (content: Buffer, name = "", type = 1, flags = 0, link = 0): number => {
    const offset = end
    if (name !== "") sections.push({ name, type, flags, link, offset, size: content.length })
    parts.push(content)
    end += content.length
    return offset
  }
  const pad = (to: number): void => void add(Buffer.alloc((to - (end % to)) % to))

  const interpreter = Buffer.from(`${given.interpreter}\0`)
  const interpreterAt = given.interpreter === "" ? 0 : add(interpreter, ".interp", 1, ALLOCATED)
  const strings = [...given.needed, given.soname, given.rpath, given.runpath]
  const text = Buffer.from(`\0${strings.join("\0")}\0`)
  const at = (index: number): number =>
    strings.slice(0, index).reduce((sum, string) => sum + Buffer.byteLength(string) + 1, 1)
  const count = given.needed.length
  const dynamicRows = (stringsAt: number): Buffer =>
    Buffer.concat(
      [
        ...given.needed.map((_, index) => [1, at(index)]),
        ...(given.soname === "" ? [] : [[14, at(count)]]),
        ...(given.rpath === "" ? [] : [[15, at(count + 1)]]),
        ...(given.runpath === "" ? [] : [[29, at(count + 2)]]),
        [5, BASE + stringsAt],
        [10, text.length],
        [0, 0],
      ]
        .flat()
        .map(address),
    )
  const stringsAt = !isDynamic || given.order === "patchelf" ? 0 : add(text, ".dynstr", 3, ALLOCATED)
  pad(8)
  const dynamic = dynamicRows(stringsAt)
  const dynamicAt = isDynamic ? add(dynamic, ".dynamic", 6, ALLOCATED) : 0
  pad(16)
  const dataAt = end
  if (given.go !== null) add(goBuildInfo(given.go), ".go.buildinfo", 1, ALLOCATED)
  const dataSize = end - dataAt
  if (given.cargo !== undefined) add(deflateSync(JSON.stringify(given.cargo)), ".dep-v0")
  if (given.debug > 0) {
    const texts = Math.ceil(given.debug / 2)
    add(Buffer.alloc(given.debug - texts, "info"), ".debug_info")
    add(Buffer.alloc(texts, "text"), ".debug_str", 1, MERGED_TEXT)
  }
  const symbols = given.symbols > 0 ? [".symtab", ".strtab"] : []
  const tail =
    given.order === "llvm"
      ? [...symbols.slice(0, 1), ".shstrtab", ...symbols.slice(1)]
      : [...symbols, ...(given.order === "patchelf" && isDynamic ? [".dynstr"] : []), ".shstrtab"]
  const names = ["", ...sections.slice(1).map(({ name }) => name), ...tail]
  // Half of what was asked for is symbols, half their names.
  const symbolNames = Math.ceil(given.symbols / 2)
  for (const name of tail) {
    if (name === ".symtab") add(Buffer.alloc(given.symbols - symbolNames), name, 2, 0, names.indexOf(".strtab"))
    if (name === ".strtab") add(Buffer.alloc(symbolNames, "symbol\0"), name, 3)
    if (name === ".dynstr") dynamicRows(add(text, name, 3, ALLOCATED)).copy(dynamic)
    if (name === ".shstrtab" && given.headers === "sections") add(Buffer.from(`${names.join("\0")}\0`), name, 3)
  }
  pad(8)
  const sectionsAt = end
  const rows =
    given.headers === "none"
      ? []
      : sections.map(({ type, flags, link, offset, size }, index) =>
          Buffer.concat([
            word(names.slice(0, index).reduce((sum, name) => sum + name.length + 1, 0)),
            word(type),
            address(flags),
            address(flags & ALLOCATED ? BASE + offset : 0),
            address(offset),
            address(size),
            word(link),
            word(0),
            address(1),
            address(0),
          ]),
        )

  const program = (type: number, flags: number, offset: number, size: number): Buffer =>
    Buffer.concat(
      wide
        ? [word(type), word(flags), ...[offset, BASE + offset, BASE + offset, size, size, PAGE].map(address)]
        : [word(type), ...[offset, BASE + offset, BASE + offset, size, size].map(word), word(flags), word(PAGE)],
    )
  const programs = [
    ...(given.interpreter === "" ? [] : [program(3, 4, interpreterAt, interpreter.length)]),
    program(1, 5, 0, end),
    program(1, 6, dataAt, dataSize),
    ...(isDynamic ? [program(2, 6, dynamicAt, dynamic.length)] : []),
  ]
  const hasPrograms = given.type !== "object"
  const header = Buffer.concat([
    Buffer.from([0x7f, 0x45, 0x4c, 0x46, wide ? 2 : 1, order === "little" ? 1 : 2, 1, ...Array<number>(9).fill(0)]),
    half(TYPES[given.type]),
    half(machine),
    word(1),
    address(BASE),
    address(hasPrograms ? headerSize : 0),
    address(rows.length > 0 ? sectionsAt : 0),
    word(0),
    half(headerSize),
    half(programSize),
    half(hasPrograms ? programCount : 0),
    half(wide ? 64 : 40),
    half(rows.length),
    half(rows.length > 0 ? names.indexOf(".shstrtab") : 0),
  ])
  return Buffer.concat([header, ...(hasPrograms ? programs : []), ...parts, ...rows])
}

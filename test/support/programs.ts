import { makeElf } from "./elf.ts"

const UNITS: Readonly<Record<string, number>> = { "": 1, kB: 1e3, MB: 1e6, GB: 1e9 }

/** `5MB` in bytes. */
export function bytesOf(text: string): number {
  const [, amount, unit = ""] = /^(\d+)(kB|MB|GB)?$/.exec(text) ?? []
  if (amount === undefined) throw new Error(`"${text}" is no number of bytes`)
  return Number(amount) * (UNITS[unit] ?? 1)
}

/** An ELF file as `COPY --elf=amd64,interpreter=/lib/ld.so.1,needed=libc.so.6,needed=libm.so.6` asks for it. */
export function elfOf(recipe: string): Buffer {
  const [machine, ...settings] = recipe.split(",")
  const made: Record<string, unknown> = { machine }
  for (const setting of settings) {
    const [name = "", value = ""] = setting.split(/=(.*)/s)
    const read = SETTINGS[name]
    if (read === undefined) throw new Error(`an ELF file has no ${name} here`)
    made[name] = read(value, made[name])
  }
  return makeElf(made)
}

const asWritten = (value: string): string => value
const SETTINGS: Readonly<Record<string, (value: string, before: unknown) => unknown>> = {
  type: asWritten,
  interpreter: asWritten,
  needed: (value, before) => [...((before as string[] | undefined) ?? []), value],
  soname: asWritten,
  rpath: asWritten,
  runpath: asWritten,
  debug: bytesOf,
  symbols: bytesOf,
  headers: asWritten,
  order: asWritten,
  /** `go=1.22.3:example.com/app@v1.0.0:example.com/lib@v2.0.0`: the toolchain, the main module, its dependencies. */
  go: (value) => {
    const [version = "", ...modules] = value.split(":")
    const rows = modules.map((module, index) => `${index === 0 ? "mod" : "dep"}\t${module.replace("@", "\t")}\n`)
    return { version: `go${version}`, modules: rows.join("") }
  },
}

/** `cputype` of Mach-O and `Machine` of PE. */
const MACH_O: Readonly<Record<string, number>> = { "386": 7, amd64: 0x01000007, arm: 12, arm64: 0x0100000c }
const PE: Readonly<Record<string, number>> = { "386": 0x14c, amd64: 0x8664, arm: 0x1c4, arm64: 0xaa64 }

const lookUp = (table: Readonly<Record<string, number>>, name: string): number => {
  const found = table[name]
  if (found === undefined) throw new Error(`the machine ${name} is not known here`)
  return found
}

/** A Mach-O file for one machine; a fat one for several: `amd64,arm64`. */
export function machO(machines: string): Buffer {
  const types = machines.split(",").map((name) => lookUp(MACH_O, name))
  const thin = types.map((type) => {
    const content = Buffer.alloc(32)
    content.writeUInt32LE(type > 0xffffff ? 0xfeedfacf : 0xfeedface)
    content.writeUInt32LE(type, 4)
    content.writeUInt32LE(2, 12)
    return content
  })
  if (thin.length === 1) return thin[0]!
  const head = Buffer.alloc(8 + 20 * thin.length)
  head.writeUInt32BE(0xcafebabe)
  head.writeUInt32BE(thin.length, 4)
  for (const [index, type] of types.entries()) {
    head.writeUInt32BE(type, 8 + 20 * index)
    head.writeUInt32BE(head.length + 32 * index, 16 + 20 * index)
    head.writeUInt32BE(32, 20 + 20 * index)
  }
  return Buffer.concat([head, ...thin])
}

/** A PE file for one machine. */
export function pe(machine: string): Buffer {
  const content = Buffer.alloc(512)
  content.write("MZ", "latin1")
  content.writeUInt32LE(0x80, 0x3c)
  content.write("PE\0\0", 0x80, "latin1")
  content.writeUInt16LE(lookUp(PE, machine), 0x84)
  return content
}

import type { PackageRecord, PackagesFact } from "../../model/index.ts"

/** What Go's linker writes at the start of a program's data: `debug/buildinfo` of Go's standard library. */
const MAGIC = Buffer.from("\xff Go buildinf:", "latin1")
const ALIGNMENT = 16
const HEADER_BYTES = 32
const FLAGS_AT = 15
/** Since Go 1.18 the texts stand behind the header; before, pointers led to them, which are not followed. */
const TEXTS_FOLLOW = 2
const MOST_MODULES = 20_000
const LONGEST = 1024
/** The module text stands between two marks of this length. */
const MARK = 16

/** The modules that a Go program was linked from, and the standard library; null for other programs. `data` is loaded at `address`. */
export function goPackages(data: Buffer, address: number): PackagesFact | null {
  const at = headerAt(data, address)
  if (at < 0 || ((data[at + FLAGS_AT] ?? 0) & TEXTS_FOLLOW) === 0) return null
  const version = textAt(data, at + HEADER_BYTES)
  const modules = version && textAt(data, version.end)
  if (!version || !modules) return null
  const packages = [...standardLibrary(version.text), ...modulesOf(modules.text.slice(MARK, -MARK))]
  return packages.length === 0 ? null : { kind: "packages", packages }
}

function headerAt(data: Buffer, address: number): number {
  let at = data.indexOf(MAGIC)
  while (at >= 0 && (address + at) % ALIGNMENT !== 0) at = data.indexOf(MAGIC, at + 1)
  return at + HEADER_BYTES <= data.length ? at : -1
}

/** A text after its length: a varint of Go's encoding/binary. Null where it is cut. */
function textAt(data: Buffer, at: number): { readonly text: string; readonly end: number } | null {
  let length = 0
  for (let shift = 0; shift < 28; shift += 7) {
    const byte = data[at++]
    if (byte === undefined) return null
    length |= (byte & 0x7f) << shift
    if (byte >= 0x80) continue
    return at + length > data.length ? null : { text: data.toString("utf8", at, at + length), end: at + length }
  }
  return null
}

/** `go1.22.3`, `go1.22.3 X:boringcrypto`; a development version has no number. */
function standardLibrary(version: string): PackageRecord[] {
  const [, number] = /^go(\d[^\s]{0,40})/.exec(version) ?? []
  return number === undefined ? [] : [{ type: "golang", name: "stdlib", version: number }]
}

/** Lines of fields between tabs: `mod` and `dep` with path and version, `=>` for what stands in place of the line before. */
function modulesOf(text: string): PackageRecord[] {
  const found: PackageRecord[] = []
  for (const line of lines(text)) {
    const [key, name = "", written = ""] = line.split("\t", 3)
    if (name === "" || name.length > LONGEST || written.length > LONGEST) continue
    // A local folder has no version.
    const version = written === "(devel)" ? "" : written
    const last = found.at(-1)
    if (key === "mod") found.push({ type: "golang", name, version, isApplication: true })
    else if (key === "dep") found.push({ type: "golang", name, version })
    else if (key === "=>" && last !== undefined)
      found[found.length - 1] = isLocal(name) ? { ...last, version: "" } : { ...last, name, version }
  }
  return found
}

const isLocal = (name: string): boolean => name.startsWith(".") || name.startsWith("/")

function* lines(text: string): Generator<string> {
  let from = 0
  for (let count = 0; count < MOST_MODULES && from < text.length; count++) {
    const end = text.indexOf("\n", from)
    yield text.slice(from, end < 0 ? text.length : end)
    if (end < 0) return
    from = end + 1
  }
}

import type { PackageRecord } from "../../../model/index.ts"
import { Damage, type Paths } from "../database.ts"

/** Tags that are read. rpm, rpmtag.h. */
const TAG = {
  name: 1000,
  version: 1001,
  release: 1002,
  epoch: 1003,
  architecture: 1022,
  oldFileNames: 1027,
  sourceRpm: 1044,
  provides: 1047,
  requires: 1049,
  dirIndexes: 1116,
  baseNames: 1117,
  dirNames: 1118,
} as const
const WANTED: ReadonlySet<number> = new Set(Object.values(TAG))

const INT32 = 4
const STRINGS: ReadonlySet<number> = new Set([6, 8, 9])
/** An index entry: tag, type, offset, count, four bytes each, big-endian. */
const ENTRY = 16
/** As rpm itself bounds them. */
const MOST_ENTRIES = 0xffff

interface Entry {
  readonly type: number
  readonly offset: number
  readonly count: number
}

/** One header, as rpm keeps it in its data base: an index and the data that it points into. */
class Header {
  readonly #entries = new Map<number, Entry>()
  readonly #data: Buffer

  constructor(blob: Buffer) {
    const entries = blob.readUInt32BE(0)
    const bytes = blob.readUInt32BE(4)
    const start = 8 + entries * ENTRY
    if (entries > MOST_ENTRIES || start + bytes > blob.length)
      throw new Damage("has a package whose record is longer than its place")
    this.#data = blob.subarray(start, start + bytes)
    for (let at = 8; at < start; at += ENTRY) {
      const tag = blob.readUInt32BE(at)
      if (!WANTED.has(tag) || this.#entries.has(tag)) continue
      const [type, offset, count] = [blob.readUInt32BE(at + 4), blob.readUInt32BE(at + 8), blob.readUInt32BE(at + 12)]
      this.#entries.set(tag, { type, offset, count })
    }
  }

  /** The strings of a tag, none where it is absent. */
  strings(tag: number): string[] {
    const entry = this.#entries.get(tag)
    if (entry === undefined || !STRINGS.has(entry.type)) return []
    if (entry.count > this.#data.length) throw new Damage("has a package with more names than bytes")
    const found: string[] = []
    for (let at = entry.offset; found.length < entry.count;) {
      const end = this.#data.indexOf(0, at)
      if (end < 0 || at > this.#data.length) throw new Damage("has a package with a name that does not end")
      found.push(this.#data.toString("utf8", at, end))
      at = end + 1
    }
    return found
  }

  string(tag: number): string {
    return this.strings(tag)[0] ?? ""
  }

  numbers(tag: number): number[] {
    const entry = this.#entries.get(tag)
    if (entry === undefined || entry.type !== INT32) return []
    if (entry.count * 4 > this.#data.length) throw new Damage("has a package with more numbers than bytes")
    return Array.from({ length: entry.count }, (_, at) => this.#data.readUInt32BE(entry.offset + 4 * at))
  }
}

/** The package that a header describes; null for what is none, as the keys that rpm trusts, which it keeps beside them. */
export function readHeader(blob: Buffer, paths: Paths): PackageRecord | null {
  const header = new Header(blob)
  const name = header.string(TAG.name)
  if (name === "") throw new Damage("has a package without a name")
  if (name === "gpg-pubkey") return null
  const [epoch] = header.numbers(TAG.epoch)
  const version = `${header.string(TAG.version)}-${header.string(TAG.release)}`
  const architecture = header.string(TAG.architecture)
  // `bash-5.1.8-9.el9.src.rpm`
  const source = header.string(TAG.sourceRpm).replace(/-[^-]*-[^-]*\.(?:no)?src\.rpm$/, "")
  addFiles(header, paths)
  const requires = header.strings(TAG.requires).filter((required) => !required.startsWith("rpmlib("))
  return {
    type: "rpm",
    name,
    version: epoch === undefined ? version : `${epoch}:${version}`,
    files: paths.take(),
    requires: [...new Set(requires)],
    provides: [...new Set(header.strings(TAG.provides))],
    ...(source === "" ? {} : { source }),
    ...(architecture === "" ? {} : { architecture }),
  }
}

function addFiles(header: Header, paths: Paths): void {
  const folders = header.strings(TAG.dirNames)
  const indexes = header.numbers(TAG.dirIndexes)
  for (const [at, name] of header.strings(TAG.baseNames).entries()) {
    const folder = folders[indexes[at] ?? -1]
    if (folder === undefined) throw new Damage("has a package with a file in no folder")
    paths.add(folder, name)
  }
  // Before rpm 4.
  for (const path of header.strings(TAG.oldFileNames)) {
    const slash = path.lastIndexOf("/") + 1
    paths.add(path.slice(0, slash), path.slice(slash))
  }
}

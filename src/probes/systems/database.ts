import type { Fact, PackageRecord } from "../../model/index.ts"
import { unread, wholeFile, type Probe } from "../probe.ts"

/** Packages that one data base may name. */
const MOST_PACKAGES = 100_000
/** Files that it may name, and the characters of their paths. Some of the formats let a short text stand for a long one. */
const MOST_FILES = 1_000_000
const MOST_CHARACTERS = 128 * 1024 * 1024
/** What all its packages may require and provide together. */
const MOST_NAMES = 2_000_000
/** As long as a path of a listing. */
const LONGEST_PATH = 4096

/** Why a data base can't be read on: what follows its name in a sentence. */
export class Damage extends Error {}

/** Collects paths of files, within what one data base may name. */
export class Paths {
  #files = 0
  #characters = 0
  #paths: string[] = []

  /** A path from its folder, with a `/` at its end, and its name. A folder gives way to what lies in it. */
  add(folder: string, name: string): void {
    const length = folder.length + name.length
    if (length > LONGEST_PATH) return
    this.#files += 1
    this.#characters += length
    if (this.#files > MOST_FILES || this.#characters > MOST_CHARACTERS)
      throw new Damage("names more files than any system has")
    const last = this.#paths.at(-1)
    if (last !== undefined && isIn(last, folder)) this.#paths.pop()
    this.#paths.push(folder + name)
  }

  /** The paths since the last call. */
  take(): readonly string[] {
    const taken = this.#paths
    this.#paths = []
    return taken
  }
}

/** True where a folder, with a `/` at its end, lies in what stands at a path, or is it. */
const isIn = (path: string, folder: string): boolean => folder[path.length] === "/" && folder.startsWith(path)

/** What a system's package manager keeps about packages, in one file of at most `most` bytes. What was read before it broke is kept. */
export function database(
  name: string,
  most: number,
  wants: Probe["wants"],
  read: (content: Buffer, path: string) => Iterable<PackageRecord>,
): Probe {
  return wholeFile(name, most, wants, (content, { path }) => {
    const packages: PackageRecord[] = []
    const facts: Fact[] = []
    let names = 0
    try {
      for (const record of read(content, path)) {
        names += (record.requires?.length ?? 0) + (record.provides?.length ?? 0)
        if (packages.length === MOST_PACKAGES || names > MOST_NAMES)
          throw new Damage("names more packages than any system has")
        packages.push(record)
      }
    } catch (error) {
      // A number out of range of the file is what a cut or changed one leads to.
      if (!(error instanceof Damage || error instanceof RangeError)) throw error
      facts.push(unread(`${name} ${error instanceof Damage ? error.message : "is damaged"}`))
    }
    if (packages.length > 0) facts.unshift({ kind: "packages", packages })
    return facts
  })
}

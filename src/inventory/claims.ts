import { EntryType, SYSTEM_TYPES, type File, type Filesystem, type Layer } from "../model/index.ts"
import type { Found } from "./found.ts"

/** What a package has of what a container sees. */
export interface Share {
  bytes: number
  files: number
  readonly byLayer: Map<number, number>
}

const NOBODY = -1
const isSystem = ({ record }: Found): boolean => SYSTEM_TYPES.has(record.type)
const parentOf = (path: string): string => path.slice(0, path.lastIndexOf("/"))

/**
 * Whose each file is: a number is a package's place in the list. A file, whatever names it has, is claimed once. The
 * system's packages come first, then those with lists of files, then those with folders, the innermost folder first.
 */
export class Claims {
  readonly shares: readonly Share[]
  readonly #files: Filesystem
  readonly #found: readonly Found[]
  /** By layer and row: the owner's place and one; 0 where it is nobody's. */
  readonly #owners: readonly Int32Array[]
  /** Owners of folders that a list names on their own: nothing that it names lies in them. */
  readonly #listedFolders = new Map<string, number>()
  /** Folders that are their owner's with all that is in them. */
  readonly #folders = new Map<string, number>()
  /** For each package, who claims its files: itself, or the system's package that brought it. */
  #claimants: readonly number[]
  readonly #known = new Map<string, number>()
  readonly #real = new Map<string, string>()
  #paths: ReadonlyMap<string, number> | null = null

  constructor(layers: readonly Layer[], files: Filesystem, found: readonly Found[]) {
    this.#files = files
    this.#found = found
    this.#owners = layers.map(({ listing }) => new Int32Array(listing?.length ?? 0))
    this.shares = found.map(() => ({ bytes: 0, files: 0, byLayer: new Map() }))
    this.#claimants = found.map((_, at) => at)
    this.#claimFiles(true)
    this.#claimants = found.map((each, at) => {
      const bringer = isSystem(each) ? NOBODY : this.ownerOf(each.path)
      return bringer === NOBODY ? at : bringer
    })
    this.#claimFiles(false)
    this.#claimFolders()
  }

  /** Who owns what stands at a path that a container sees; -1 where nobody does. */
  ownerOf(path: string): number {
    const file = this.#files.get(path)
    if (file === undefined) return NOBODY
    if (file.type !== EntryType.directory) return this.ownerAt(file.layer, file.row)
    return this.#listedFolders.get(file.path) ?? this.#ownerOfFolder(file.path)
  }

  /** Who owns the bytes of a row. Hidden ones are whose their path would be. */
  ownerOfRow(layer: number, row: number, path: string): number {
    const owner = this.ownerAt(layer, row)
    if (owner !== NOBODY) return owner
    this.#paths ??= this.#allPaths()
    const folder = this.#realFolder(parentOf(path))
    return this.#paths.get(folder + path.slice(path.lastIndexOf("/"))) ?? this.#ownerOfFolder(folder)
  }

  /** Who owns the file at a row; -1 where nobody does. */
  ownerAt(layer: number, row: number): number {
    return (this.#owners[layer]?.[row] ?? 0) - 1
  }

  #claimFiles(ofSystem: boolean): void {
    for (const [at, found] of this.#found.entries()) {
      if (isSystem(found) !== ofSystem) continue
      for (const path of found.files) {
        const file = this.#files.get(path)
        if (file !== undefined) this.#claim(file, this.#claimants[at] ?? at)
      }
    }
  }

  #claim(file: File, owner: number): void {
    const { layer, row, type, size, links } = file
    if (type === EntryType.directory) {
      if (!this.#listedFolders.has(file.path)) this.#listedFolders.set(file.path, owner)
      return
    }
    const owners = this.#owners[layer]
    const share = this.shares[owner]
    if (owners === undefined || share === undefined || owners[row] !== 0) return
    owners[row] = owner + 1
    if (type !== EntryType.file) return
    share.bytes += size
    share.files += links
    share.byLayer.set(layer, (share.byLayer.get(layer) ?? 0) + size)
  }

  #claimFolders(): void {
    for (const [at, { folders }] of this.#found.entries())
      for (const folder of folders) {
        const real = this.#files.resolve(folder)
        if (real?.type !== EntryType.directory || real.path === "/" || this.#folders.has(real.path)) continue
        this.#folders.set(real.path, this.#claimants[at] ?? at)
      }
    if (this.#folders.size === 0) return
    let folder = ""
    let owner = NOBODY
    for (const file of this.#files) {
      if (file.type === EntryType.directory) continue
      const parent = parentOf(file.path)
      if (parent !== folder) {
        folder = parent
        owner = this.#ownerOfFolder(folder)
      }
      if (owner !== NOBODY) this.#claim(file, owner)
    }
  }

  /** Who owns a folder with all that is in it; not recursion: paths may be deep. */
  #ownerOfFolder(path: string): number {
    if (this.#folders.size === 0) return NOBODY
    const walked: string[] = []
    let owner: number | undefined
    let at = path
    for (; at !== ""; at = parentOf(at)) {
      owner = this.#known.get(at) ?? this.#folders.get(at)
      if (owner !== undefined) break
      walked.push(at)
    }
    for (const folder of walked) this.#known.set(folder, owner ?? NOBODY)
    return owner ?? NOBODY
  }

  /** A folder's path without symlinks, where a container still sees it. */
  #realFolder(folder: string): string {
    if (folder === "") return ""
    const known = this.#real.get(folder)
    if (known !== undefined) return known
    const path = this.#files.resolve(folder)?.path ?? folder
    const real = path === "/" ? "" : path
    this.#real.set(folder, real)
    return real
  }

  /** Owners by every path that a list names, there or not. */
  #allPaths(): ReadonlyMap<string, number> {
    const paths = new Map<string, number>()
    for (const ofSystem of [true, false])
      for (const [at, found] of this.#found.entries()) {
        if (isSystem(found) !== ofSystem) continue
        for (const path of found.files) {
          const real = this.#realFolder(parentOf(path)) + path.slice(path.lastIndexOf("/"))
          if (!paths.has(real)) paths.set(real, this.#claimants[at] ?? at)
        }
      }
    return paths
  }
}

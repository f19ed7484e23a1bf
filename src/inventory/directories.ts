import { EntryType, type Filesystem, type Inventory, type ReportImage } from "../model/index.ts"

/** As deep as folders are told apart, where that makes no more of them than this. */
const DEEPEST = 3
const MOST = 1000

/** Bytes by layer. */
type ByLayer = Map<number, number>

interface Folder {
  readonly all: ByLayer
  readonly unowned: ByLayer
}

/** Visible bytes by folder, as deep as gives a list that is still of use; the largest first. */
export function directoriesOf(files: Filesystem, inventory: Inventory): ReportImage["directories"] {
  const folders = new Folders()
  /** Files of several names, by layer and row: each counts where its first name is. */
  const counted = new Set<string>()
  for (const file of files) {
    const { type, size, links, layer, row, path } = file
    if (type !== EntryType.file || size === 0) continue
    if (links > 1) {
      const identity = `${layer}:${row}`
      if (counted.has(identity)) continue
      counted.add(identity)
    }
    const { all, unowned } = folders.at(path)
    count(all, layer, size)
    if (inventory.ownerOfFile(file) === undefined) count(unowned, layer, size)
  }
  return folders.listed()
}

class Folders {
  #depth = DEEPEST
  #folders = new Map<string, Folder>()
  /** The folder of the path before, with a slash at its end: the next one is mostly there too. */
  #prefix = ""
  #folder: Folder | null = null
  /** True where it counts for what lies in its own folders too. */
  #isDeepest = false

  /** The folder that a path counts for. */
  at(path: string): Folder {
    const isSame = path.startsWith(this.#prefix) && (this.#isDeepest || !path.includes("/", this.#prefix.length))
    if (this.#folder !== null && isSame) return this.#folder
    const name = folderOf(path, this.#depth)
    let folder = this.#folders.get(name)
    if (folder === undefined) {
      folder = { all: new Map(), unowned: new Map() }
      this.#folders.set(name, folder)
      if (this.#folders.size > MOST) {
        this.#coarsen()
        return this.at(path)
      }
    }
    this.#prefix = name === "/" ? name : `${name}/`
    this.#isDeepest = this.#prefix.split("/").length - 2 === this.#depth
    this.#folder = folder
    return folder
  }

  listed(): ReportImage["directories"] {
    const items = [...this.#folders].map(([path, { all, unowned }]) => ({
      path,
      bytes: sum(all),
      unowned: sum(unowned),
      layer: most(unowned) ?? most(all) ?? 0,
    }))
    return { depth: this.#depth, items: items.toSorted((a, b) => b.bytes - a.bytes || (a.path < b.path ? -1 : 1)) }
  }

  /** Those so far are too many, and there will be no fewer. */
  #coarsen(): void {
    while (this.#folders.size > MOST) {
      this.#depth -= 1
      const coarse = new Map<string, Folder>()
      for (const [name, folder] of this.#folders) {
        const above = folderOf(`${name}/`, this.#depth)
        const known = coarse.get(above)
        if (known === undefined) coarse.set(above, folder)
        else
          for (const kind of ["all", "unowned"] as const)
            for (const [layer, bytes] of folder[kind]) count(known[kind], layer, bytes)
      }
      this.#folders = coarse
    }
    this.#folder = null
  }
}

/** The folder above a path that is `depth` deep, or its own. */
function folderOf(path: string, depth: number): string {
  let end = 0
  for (let deep = 0; deep < depth; deep++) {
    const next = path.indexOf("/", end + 1)
    if (next < 0) break
    end = next
  }
  return end === 0 ? "/" : path.slice(0, end)
}

function count(bytes: ByLayer, layer: number, size: number): void {
  bytes.set(layer, (bytes.get(layer) ?? 0) + size)
}

const sum = (bytes: ByLayer): number => [...bytes.values()].reduce((total, one) => total + one, 0)

/** The layer that holds most; the lowest of several. */
function most(bytes: ByLayer): number | undefined {
  const [first] = [...bytes].toSorted(([a, one], [b, other]) => other - one || a - b)
  return first?.[0]
}

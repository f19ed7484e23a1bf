import { term } from "../shared/term.ts"
import { type Columns, NONE, type Owner } from "./page/format.ts"

/** One file, or what stands for several, of a tree. */
export interface Item {
  readonly path: string
  readonly bytes: number
  readonly layer: number
  /** Index into the owners. */
  readonly owner: number
  readonly sameAs?: string | undefined
}

interface Folder {
  readonly name: string
  readonly depth: number
  readonly folders: Map<string, Folder>
  /** Indices of items. */
  readonly files: number[]
}

const folder = (name: string, depth: number): Folder => ({ name, depth, folders: new Map(), files: [] })

const baseStart = (path: string): number => path.lastIndexOf("/") + 1

function within(parent: Folder, name: string): Folder {
  const known = parent.folders.get(name)
  if (known !== undefined) return known
  const made = folder(name, parent.depth + 1)
  parent.folders.set(name, made)
  return made
}

/** Items by folder. Neighbours mostly share one, so that the last is tried first. */
function treeOf(items: readonly Item[]): Folder {
  const root = folder("", 0)
  let last = root
  let lastPath = ""
  items.forEach(({ path }, index) => {
    const start = baseStart(path)
    const above = path.slice(path.startsWith("/") ? 1 : 0, Math.max(0, start - 1))
    if (above !== lastPath) {
      last = above === "" ? root : above.split("/").reduce(within, root)
      lastPath = above
    }
    last.files.push(index)
  })
  return root
}

/** In preorder, without recursion: a path may be a thousand folders deep. */
function foldersOf(root: Folder): Folder[] {
  const all: Folder[] = []
  const waiting = [root]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    all.push(next)
    for (const below of [...next.folders.values()].toReversed()) waiting.push(below)
  }
  return all
}

function runs(values: readonly number[]): number[] {
  const pairs: number[] = []
  for (const value of values)
    if (pairs.length > 0 && pairs.at(-2) === value) pairs[pairs.length - 1] = (pairs.at(-1) ?? 0) + 1
    else pairs.push(value, 1)
  return pairs
}

function linksOf(items: readonly Item[], order: readonly number[]): number[] {
  if (!items.some(({ sameAs }) => sameAs !== undefined)) return []
  const positions = new Map(order.map((item, position) => [items[item]?.path, position]))
  return order.flatMap((item, position) => {
    const first = positions.get(items[item]?.sameAs ?? "")
    return first === undefined ? [] : [position, first]
  })
}

/** A tree of what is given, and the names of owners that it has use for. */
export function columnsOf(items: readonly Item[], nameOf: (owner: number) => Owner): Columns {
  const [root, ...rest] = foldersOf(treeOf(items))
  const folders = root === undefined ? [] : [root, ...rest]
  const order = folders.flatMap(({ files }) => files)
  const inOrder = order.flatMap((index) => items[index] ?? [])
  const used = new Map<number, number>()
  const ownerOf = inOrder.map(({ owner }) => {
    if (owner === NONE) return NONE
    const known = used.get(owner) ?? used.size
    used.set(owner, known)
    return known
  })
  return {
    folders: rest.map(({ name }) => term(name)).join("/"),
    depths: rest.map(({ depth }) => depth),
    counts: folders.map(({ files }) => files.length),
    names: inOrder.map(({ path }) => term(path.slice(baseStart(path)))).join("/"),
    bytes: inOrder.map(({ bytes }) => bytes),
    layers: runs(inOrder.map(({ layer }) => layer)),
    ownerOf: runs(ownerOf),
    owners: [...used.keys()].map(nameOf),
    links: linksOf(items, order),
  }
}

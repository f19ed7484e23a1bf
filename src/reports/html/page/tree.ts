import { type Owner, NONE } from "./format.ts"

/** More than one: of a folder, whose files are several layers' or owners'. */
export const SEVERAL = -2

/** The root of every tree. */
export const ROOT = 0

/**
 * A tree in columns, a row a node, in preorder: the nodes below `node` are those from `node + 1` to `ends[node]`. A node
 * with nothing below it is a file.
 */
export interface Tree {
  readonly size: number
  readonly names: readonly string[]
  readonly parents: Int32Array
  readonly ends: Int32Array
  /** Of files; 0 of folders. */
  readonly bytes: Float64Array
  /** Of files, or `NONE`. */
  readonly layers: Int16Array
  /** Of files: an index into `owners`, or `NONE`. */
  readonly ownerOf: Int32Array
  readonly owners: readonly Owner[]
  /** How many layers it knows of. */
  readonly layerCount: number
  /** The first name of a file of several, by its further names. */
  readonly links: ReadonlyMap<number, number>
}

/** True of a file, or of what stands for one. */
export const isFile = ({ ends }: Tree, node: number): boolean => node !== ROOT && ends[node] === node + 1

/** Folders and files directly in a folder. */
export function childrenOf({ ends }: Tree, node: number): number[] {
  const children: number[] = []
  const end = ends[node] ?? 0
  for (let child = node + 1; child < end; child = ends[child] ?? end) children.push(child)
  return children
}

/** From the child of the root down to the node itself. */
export function lineOf({ parents }: Tree, node: number): number[] {
  const line: number[] = []
  for (let at = node; at > ROOT; at = parents[at] ?? ROOT) line.push(at)
  return line.toReversed()
}

/** True where `node` is `above`, or lies anywhere in it. */
export const isWithin = ({ ends }: Tree, node: number, above: number): boolean =>
  node >= above && node < (ends[above] ?? 0)

/** What a node is called; what lies directly in a folder has no name of its own. */
export const nameOf = ({ names }: Tree, node: number): string => names[node] || (node === ROOT ? "/" : "(files here)")

/** Absolute path. */
export const pathOf = (tree: Tree, node: number): string =>
  `/${lineOf(tree, node)
    .map((part) => nameOf(tree, part))
    .join("/")}`

/** Sums by node: of files that count, beneath it and itself. */
export interface Totals {
  readonly bytes: Float64Array
  readonly files: Int32Array
  /** The one layer of all of them, `SEVERAL` or `NONE`. */
  readonly layer: Int16Array
  /** The one owner of all of them, `SEVERAL` or `NONE`. */
  readonly owner: Int32Array
}

/** Which files count: 1, or 0; null where all do. */
export type Mask = Uint8Array | null

/** Adds up what counts, in one pass from the last node to the first. */
export function totalsOf(tree: Tree, mask: Mask): Totals {
  const { size, parents } = tree
  const bytes = new Float64Array(size)
  const files = new Int32Array(size)
  const layer = new Int16Array(size)
  const owner = new Int32Array(size)
  for (let node = size - 1; node > ROOT; node -= 1) {
    if (tree.ends[node] === node + 1 && (mask === null || mask[node] === 1)) {
      bytes[node] = tree.bytes[node] ?? 0
      files[node] = 1
      layer[node] = tree.layers[node] ?? NONE
      owner[node] = tree.ownerOf[node] ?? NONE
    }
    if (files[node] === 0) continue
    const above = parents[node] ?? ROOT
    const isFirst = files[above] === 0
    if (isFirst) layer[above] = layer[node] ?? NONE
    else if (layer[above] !== layer[node]) layer[above] = SEVERAL
    if (isFirst) owner[above] = owner[node] ?? NONE
    else if (owner[above] !== owner[node]) owner[above] = SEVERAL
    bytes[above] = (bytes[above] ?? 0) + (bytes[node] ?? 0)
    files[above] = (files[above] ?? 0) + (files[node] ?? 0)
  }
  return { bytes, files, layer, owner }
}

/** Bytes below a node by layer; the last place holds those of no layer. */
export function bytesByLayer(tree: Tree, mask: Mask, node: number = ROOT): Float64Array {
  const sums = new Float64Array(tree.layerCount + 1)
  const end = tree.ends[node] ?? 0
  for (let at = node; at < end; at += 1) {
    if (mask !== null && mask[at] !== 1) continue
    const layer = tree.layers[at] ?? NONE
    const place = layer < 0 ? tree.layerCount : layer
    sums[place] = (sums[place] ?? 0) + (tree.bytes[at] ?? 0)
  }
  return sums
}

/** The layer that holds most bytes below a node, and how many. */
export function mainLayer(tree: Tree, mask: Mask, node: number): { readonly layer: number; readonly bytes: number } {
  const sums = bytesByLayer(tree, mask, node)
  let best = tree.layerCount
  sums.forEach((bytes, layer) => {
    if (bytes > (sums[best] ?? 0)) best = layer
  })
  return { layer: best === tree.layerCount ? NONE : best, bytes: sums[best] ?? 0 }
}

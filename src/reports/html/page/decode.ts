import { type Columns, NONE } from "./format.ts"
import { ROOT, type Tree } from "./tree.ts"

function spread(runs: readonly number[], into: Int16Array | Int32Array): void {
  let at = 0
  for (let run = 0; run < runs.length; run += 2) {
    const end = at + (runs[run + 1] ?? 0)
    into.fill(runs[run] ?? NONE, at, end)
    at = end
  }
}

const split = (names: string, length: number): string[] => (length === 0 ? [] : names.split("/"))

/** The tree that a payload's columns tell of. Decoding loses nothing, and names stay as they were written. */
export function decode(columns: Columns, layerCount: number): Tree {
  const fileCount = columns.bytes.length
  const size = columns.counts.length + fileCount
  const folders = split(columns.folders, columns.depths.length)
  const files = split(columns.names, fileCount)
  const fileLayers = new Int16Array(fileCount)
  const fileOwners = new Int32Array(fileCount)
  spread(columns.layers, fileLayers)
  spread(columns.ownerOf, fileOwners)

  const names: string[] = []
  const parents = new Int32Array(size)
  const ends = new Int32Array(size)
  const bytes = new Float64Array(size)
  const layers = new Int16Array(size).fill(NONE)
  const ownerOf = new Int32Array(size).fill(NONE)
  const nodes = new Int32Array(fileCount)
  const open: number[] = []

  const close = (depth: number, node: number): void => {
    while (open.length > depth) ends[open.pop() ?? ROOT] = node
  }
  let file = 0
  columns.counts.forEach((count, folder) => {
    const node = names.length
    const depth = folder === 0 ? 0 : (columns.depths[folder - 1] ?? 1)
    close(depth, node)
    parents[node] = open.at(-1) ?? ROOT
    names.push(folder === 0 ? "" : (folders[folder - 1] ?? ""))
    open.push(node)
    for (const last = file + count; file < last; file += 1) {
      const at = names.length
      nodes[file] = at
      names.push(files[file] ?? "")
      parents[at] = node
      ends[at] = at + 1
      bytes[at] = columns.bytes[file] ?? 0
      layers[at] = fileLayers[file] ?? NONE
      ownerOf[at] = fileOwners[file] ?? NONE
    }
  })
  close(0, size)

  const links = new Map<number, number>()
  for (let pair = 0; pair < columns.links.length; pair += 2)
    links.set(nodes[columns.links[pair] ?? 0] ?? ROOT, nodes[columns.links[pair + 1] ?? 0] ?? ROOT)
  return { size, names, parents, ends, bytes, layers, ownerOf, owners: columns.owners, layerCount, links }
}

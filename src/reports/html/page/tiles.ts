import { NONE, type Owner } from "./format.ts"
import { collapsed, type Group, kindOf, type Place, type Scene } from "./scene.ts"
import { bytesByLayer, childrenOf, isFile, lineOf, mainLayer, nameOf, pathOf, ROOT, type Tree } from "./tree.ts"

/** What the map is cut by first. */
export type Cut = "folder" | "owner" | "layer"

/** One rectangle of the map, before it has a place. */
export interface Tile {
  /** The same for the same thing in every view of it. */
  readonly key: string
  readonly label: string
  readonly title: string
  readonly bytes: number
  readonly files: number
  /** A file or folder; the root for a group and for what is left out. */
  readonly node: number
  readonly group: Group | null
  readonly kind: "file" | "folder" | "group" | "rest"
  /** The layer that holds most of it, or `NONE`. */
  readonly layer: number
  /** Where it leads; null where there is nothing to see in it. */
  readonly into: Place | null
  readonly children: readonly Tile[]
}

/** How much room there is, and how many tiles may be drawn. */
export interface Room {
  /** Square pixels. */
  readonly area: number
  readonly most: number
}

/** Square pixels below which nobody hits, or sees, a tile. */
const SMALLEST = 80
/** Square pixels from which what is in a tile is worth showing, by how deep it lies. */
const WORTH_OPENING = [4000, 9000, 20_000, 45_000]
/** At least so many tiles are drawn in what is opened. */
const FEWEST = 30

/** The largest, and one tile for all the others. */
function largest(tiles: readonly Tile[], smallest: number, most: number, where: string): Tile[] {
  const sorted = tiles.filter(({ bytes }) => bytes > 0).toSorted((a, b) => b.bytes - a.bytes)
  let kept = sorted.findIndex(({ bytes }, index) => index >= most || bytes < smallest)
  // One tile that stands for one other says less than that one.
  if (kept < 0 || kept === sorted.length - 1) kept = sorted.length
  const rest = sorted.slice(kept)
  if (rest.length === 0) return sorted
  const sum = (of: "bytes" | "files"): number => rest.reduce((total, tile) => total + tile[of], 0)
  return [
    ...sorted.slice(0, kept),
    {
      key: `${where} rest`,
      label: `${rest.length} more`,
      title: `${rest.length} more, too small to draw`,
      bytes: sum("bytes"),
      files: sum("files"),
      node: ROOT,
      group: null,
      kind: "rest",
      layer: NONE,
      into: null,
      children: [],
    },
  ]
}

function nodeTile(scene: Scene, group: Group | null, node: number, above: number): Tile {
  const { tree } = scene
  const totals = scene.totalsOf(group)
  const file = isFile(tree, node)
  const bottom = file ? node : collapsed(tree, totals, node)
  const names = lineOf(tree, bottom).slice(lineOf(tree, above).length)
  return {
    key: `${group?.by ?? ""}${group?.id ?? ""}/${bottom}`,
    label: names.map((part) => nameOf(tree, part)).join("/"),
    title: pathOf(tree, bottom),
    bytes: totals.bytes[bottom] ?? 0,
    files: totals.files[bottom] ?? 0,
    node: bottom,
    group,
    kind: file ? "file" : "folder",
    layer: mainLayer(tree, scene.maskOf(group), bottom).layer,
    into: file ? null : { group, node: bottom },
    children: [],
  }
}

const within = (scene: Scene, { group, node }: Place): Tile[] =>
  childrenOf(scene.tree, node)
    .filter((child) => (scene.totalsOf(group).bytes[child] ?? 0) > 0)
    .map((child) => nodeTile(scene, group, child, node))

/** Sums of bytes and files by whatever a file belongs to, and the layer of its largest file. */
function sumsBy({ tree, maskOf }: Scene, group: Group | null, keyOf: (node: number) => number) {
  const sums = new Map<number, { bytes: number; files: number; layer: number; largest: number }>()
  const mask = maskOf(group)
  for (let node = 1; node < tree.size; node += 1) {
    if (!isFile(tree, node) || (mask !== null && mask[node] !== 1)) continue
    const key = keyOf(node)
    const bytes = tree.bytes[node] ?? 0
    const sum = sums.get(key) ?? { bytes: 0, files: 0, layer: NONE, largest: -1 }
    sum.bytes += bytes
    sum.files += 1
    if (bytes > sum.largest) {
      sum.largest = bytes
      sum.layer = tree.layers[node] ?? NONE
    }
    sums.set(key, sum)
  }
  return sums
}

function groupTiles(
  scene: Scene,
  from: Group | null,
  by: Group["by"],
  keyOf: (node: number) => number,
  wordsFor: (id: number) => { readonly label: string; readonly title: string },
): Tile[] {
  return [...sumsBy(scene, from, keyOf)].map(([id, { bytes, files, layer }]) => ({
    key: `${by} ${id}`,
    ...wordsFor(id),
    bytes,
    files,
    node: ROOT,
    group: { by, id },
    kind: "group",
    layer: by === "layer" ? id : layer,
    into: { group: { by, id }, node: ROOT },
    children: [],
  }))
}

/** How groups are called. */
export interface Words {
  readonly instructions: readonly string[]
  /** Of files that nobody owns. */
  readonly nobody: string
}

const layerWords =
  ({ instructions }: Words) =>
  (id: number) => {
    const made = instructions[id] ?? ""
    return { label: made === "" ? `Layer ${id}` : `${id}  ${made}`, title: `Layer ${id}` }
  }

/** `deb libssl3 3.0.2`. */
export const ownerName = ({ kind, name, version }: Owner): string =>
  [kind, name, version].filter((word) => word !== "").join(" ")

const ownerWords =
  (tree: Tree, { nobody }: Words) =>
  (id: number) => {
    const owner = tree.owners[id]
    if (owner === undefined) return { label: nobody, title: nobody }
    return { label: owner.name, title: ownerName(owner) }
  }

/** The name of a group. */
export function groupName(scene: Scene, { by, id }: Group, words: Words): string {
  if (by === "layer") return `Layer ${id}`
  return by === "owner" ? ownerWords(scene.tree, words)(id).label : (scene.kinds[id] ?? words.nobody)
}

function ownerTiles(scene: Scene, from: Group | null, words: Words): Tile[] {
  return groupTiles(scene, from, "owner", (node) => scene.tree.ownerOf[node] ?? NONE, ownerWords(scene.tree, words))
}

/** Kinds of packages; where there is but one kind of owner, owners at once. */
function kindTiles(scene: Scene, words: Words): Tile[] {
  if (scene.kinds.length <= 1 && (scene.kinds[0] ?? "") === "") return ownerTiles(scene, null, words)
  return groupTiles(
    scene,
    null,
    "kind",
    (node) => kindOf(scene, scene.tree.ownerOf[node] ?? NONE),
    (id) => ({ label: scene.kinds[id] ?? words.nobody, title: scene.kinds[id] ?? words.nobody }),
  )
}

/** What the map shows at a place. */
function inside(scene: Scene, place: Place, cut: Cut, words: Words): Tile[] {
  const { group, node } = place
  if (group === null && node === ROOT && cut === "layer")
    return groupTiles(scene, null, "layer", (at) => scene.tree.layers[at] ?? NONE, layerWords(words))
  if (group === null && node === ROOT && cut === "owner") return kindTiles(scene, words)
  if (group?.by === "kind" && node === ROOT && group.id < scene.kinds.length) return ownerTiles(scene, group, words)
  return within(
    scene,
    node === ROOT && group !== null ? { group, node: collapsed(scene.tree, scene.totalsOf(group), ROOT) } : place,
  )
}

/** The tiles of a place, as deep as there is room for. They add up to what counts there. */
export function tilesOf(scene: Scene, place: Place, cut: Cut, words: Words, { area, most }: Room): readonly Tile[] {
  const first = inside(scene, place, cut, words)
  const total = first.reduce((sum, { bytes }) => sum + bytes, 0)
  const perPixel = total / Math.max(1, area)
  const outer = largest(first, SMALLEST * perPixel, most / 2, "")
  let left = most - outer.length

  const open = (tile: Tile, depth: number): Tile => {
    const worth = WORTH_OPENING[depth] ?? Infinity
    if (tile.into === null || tile.group?.by === "owner" || tile.bytes < worth * perPixel || left < FEWEST) return tile
    const share = Math.max(FEWEST, Math.floor((most * tile.bytes) / total / 2))
    const inner = inside(scene, tile.into, cut, words)
    const children = largest(inner, SMALLEST * perPixel, Math.min(share, left) - 1, tile.key)
    if (children.length < 2) return tile
    left -= children.length
    return { ...tile, children: children.map((child) => open(child, depth + 1)) }
  }
  return outer.map((tile) => open(tile, 0))
}

/** Bytes of each layer that count, the last of none; for the legend. */
export const legendOf = (scene: Scene): Float64Array => bytesByLayer(scene.tree, scene.maskOf(null))

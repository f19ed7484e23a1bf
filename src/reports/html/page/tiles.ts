import { NONE, type Owner } from "./format.ts"
import { collapsed, type Group, hasKinds, kindOf, type Place, type Scene } from "./scene.ts"
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

/** A tile that is made only if it is large enough to be drawn. */
interface Draft {
  readonly bytes: number
  readonly files: number
  readonly make: () => Tile
}

/** The largest, and one tile for all the others. */
function largest(drafts: readonly Draft[], smallest: number, most: number, where: string): Tile[] {
  const sorted = drafts.filter(({ bytes }) => bytes > 0).toSorted((a, b) => b.bytes - a.bytes)
  const kept = sorted.findIndex(({ bytes }, index) => index >= most || bytes < smallest)
  // One tile that stands for one other says less than that one.
  if (kept < 0 || kept === sorted.length - 1) return sorted.map(({ make }) => make())
  const left = sorted.slice(kept)
  const sum = (of: "bytes" | "files"): number => left.reduce((total, draft) => total + draft[of], 0)
  const rest: Tile = {
    key: `${where} rest`,
    label: `${left.length} more`,
    title: `${left.length} more, too small to draw`,
    bytes: sum("bytes"),
    files: sum("files"),
    node: ROOT,
    group: null,
    kind: "rest",
    layer: NONE,
    into: null,
    children: [],
  }
  return [...sorted.slice(0, kept).map(({ make }) => make()), rest]
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

function within(scene: Scene, { group, node }: Place): Draft[] {
  const { bytes, files } = scene.totalsOf(group)
  return childrenOf(scene.tree, node).map((child) => ({
    bytes: bytes[child] ?? 0,
    files: files[child] ?? 0,
    make: () => nodeTile(scene, group, child, node),
  }))
}

/** Sums of bytes and files by whatever a file belongs to, from `NONE` on, and the layer of its largest file. */
function sumsBy(scene: Scene, group: Group | null, keys: number, keyOf: (node: number) => number) {
  const { tree } = scene
  const mask = scene.maskOf(group)
  const sums = Array.from({ length: keys + 1 }, () => ({ bytes: 0, files: 0, layer: NONE, largest: -1 }))
  for (let node = 1; node < tree.size; node += 1) {
    const sum =
      tree.ends[node] === node + 1 && (mask === null || mask[node] === 1) ? sums[keyOf(node) - NONE] : undefined
    if (sum === undefined) continue
    const bytes = tree.bytes[node] ?? 0
    sum.bytes += bytes
    sum.files += 1
    if (bytes > sum.largest) {
      sum.largest = bytes
      sum.layer = tree.layers[node] ?? NONE
    }
  }
  return sums
}

interface Grouping {
  readonly by: Group["by"]
  /** One more than the largest key. */
  readonly keys: number
  readonly keyOf: (node: number) => number
  readonly wordsFor: (id: number) => { readonly label: string; readonly title: string }
}

const groupsOf = (scene: Scene, from: Group | null, { by, keys, keyOf, wordsFor }: Grouping): Draft[] =>
  sumsBy(scene, from, keys, keyOf).map(({ bytes, files, layer }, index) => {
    const id = index + NONE
    const make = (): Tile => ({
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
    })
    return { bytes, files, make }
  })

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

const byOwner = ({ tree }: Scene, words: Words): Grouping => ({
  by: "owner",
  keys: tree.owners.length,
  keyOf: (node) => tree.ownerOf[node] ?? NONE,
  wordsFor: ownerWords(tree, words),
})

const byKind = (scene: Scene, { nobody }: Words): Grouping => ({
  by: "kind",
  keys: scene.kinds.length + 1,
  keyOf: (node) => kindOf(scene, scene.tree.ownerOf[node] ?? NONE),
  wordsFor: (id) => ({ label: scene.kinds[id] ?? nobody, title: scene.kinds[id] ?? nobody }),
})

const byLayer = ({ tree }: Scene, words: Words): Grouping => ({
  by: "layer",
  keys: tree.layerCount,
  keyOf: (node) => tree.layers[node] ?? NONE,
  wordsFor: layerWords(words),
})

/** What the map shows at a place. */
function inside(scene: Scene, place: Place, cut: Cut, words: Words): Draft[] {
  const { group, node } = place
  if (node !== ROOT) return within(scene, place)
  if (group === null && cut === "layer") return groupsOf(scene, null, byLayer(scene, words))
  // Where owners are of no kind, owners come at once.
  if (group === null && cut === "owner")
    return groupsOf(scene, null, hasKinds(scene) ? byKind(scene, words) : byOwner(scene, words))
  if (group?.by === "kind" && group.id < scene.kinds.length) return groupsOf(scene, group, byOwner(scene, words))
  return within(scene, group === null ? place : { group, node: collapsed(scene.tree, scene.totalsOf(group), ROOT) })
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

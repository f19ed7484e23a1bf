import { NONE } from "./format.ts"
import type { Scene } from "./scene.ts"
import { legendOf, type Tile } from "./tiles.ts"
import { childrenOf, lineOf, ROOT } from "./tree.ts"

const HUES = 10
/** Below this share of the bytes, layers but one are too small to be told apart by colour. */
const TOLD_APART = 0.02

/** What colours say. */
export type Colour = "layer" | "folder"

/** What colours can say: which layer, where more than one holds enough to be seen, and which folder of the root. */
export function coloursOf(scene: Scene): readonly Colour[] {
  const sums = legendOf(scene)
  const total = sums.reduce((sum, bytes) => sum + bytes, 0)
  return sums.slice(0, -1).filter((bytes) => bytes > TOLD_APART * total).length > 1 ? ["layer", "folder"] : ["folder"]
}

/** What a tile is coloured by: a number from 0 to 9, for a layer the same as elsewhere on the page; null for none. */
export function colouring(scene: Scene, colour: Colour): (tile: Tile) => number | null {
  if (colour === "layer") return ({ layer }) => (layer === NONE ? null : layer % HUES)
  const { tree } = scene
  const { bytes } = scene.totalsOf(null)
  const branches = childrenOf(tree, ROOT).toSorted((a, b) => (bytes[b] ?? 0) - (bytes[a] ?? 0))
  const ranks = new Map(branches.map((node, rank) => [node, rank % HUES]))
  return ({ kind, node, group }) => {
    if (kind === "rest") return null
    return kind === "group" ? Math.max(0, group?.id ?? 0) % HUES : (ranks.get(lineOf(tree, node)[0] ?? ROOT) ?? null)
  }
}

import { hierarchy, type HierarchyRectangularNode, treemap, treemapSquarify } from "d3-hierarchy"
import type { Tile } from "./tiles.ts"

/** A rectangle in pixels, from the left and top of the map. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A tile in its place. */
export interface Placed extends Box {
  readonly tile: Tile
  readonly key: string
  /** 1 is outermost. */
  readonly level: number
  /** Counted from 1, among its neighbours. */
  readonly position: number
  readonly setSize: number
  /** True where others lie in it, and only its head is its own. */
  readonly isFrame: boolean
}

/** Height of a frame's head. */
export const HEAD = 20
const GAP = 2

interface Datum {
  readonly tile: Tile | null
  readonly children: readonly Datum[]
}

const datum = (tile: Tile): Datum => ({ tile, children: tile.children.map(datum) })

/** A frame that has no room beneath its head is drawn as one tile. */
const isTooFlat = ({ x0, x1, y0, y1 }: HierarchyRectangularNode<Datum>): boolean =>
  y1 - y0 < 2 * HEAD || x1 - x0 < 2 * HEAD

const frame = (pixels: number) => (node: { readonly depth: number }) => (node.depth === 0 ? 0 : pixels)

function place(node: HierarchyRectangularNode<Datum>, limit: HierarchyRectangularNode<Datum> = node): Placed[] {
  const { tile, children } = node.data
  const neighbours = node.parent?.children ?? []
  // Gaps may push the last ones out of where they belong.
  const edge = limit.depth === 0 ? 0 : GAP
  const width = Math.min(node.x1, limit.x1 - edge) - node.x0
  const height = Math.min(node.y1, limit.y1 - edge) - node.y0
  const isFrame = children.length > 0 && !isTooFlat(node)
  const below = tile === null || isFrame ? (node.children ?? []).flatMap((child) => place(child, node)) : []
  if (tile === null) return below
  if (width < 2 || height < 2) return []
  const position = neighbours.indexOf(node) + 1
  const own = { tile, key: tile.key, level: node.depth, position, setSize: neighbours.length, isFrame }
  return [{ ...own, x: node.x0, y: node.y0, width, height }, ...below]
}

/** Where each tile lies, frames before what is in them. Tiles come with the largest first. Areas are as bytes are, but for heads and gaps. */
export function layoutOf(tiles: readonly Tile[], width: number, height: number): Placed[] {
  const root = hierarchy<Datum>({ tile: null, children: tiles.map(datum) }).sum(({ tile, children }) =>
    children.length === 0 ? (tile?.bytes ?? 0) : 0,
  )
  const laid = treemap<Datum>()
    .tile(treemapSquarify.ratio(1.4))
    .size([width, height])
    .paddingInner(GAP)
    .paddingOuter(frame(GAP))
    .paddingTop(frame(HEAD))
    .round(true)
  return place(laid(root))
}

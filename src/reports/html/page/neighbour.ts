import { type Box, HEAD, type Placed } from "./layout.ts"

export type Direction = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown"

/** What of a tile is its own: of a frame, its head. So no two overlap. */
const own = (tile: Placed): Box => (tile.isFrame ? { ...tile, height: Math.min(HEAD, tile.height) } : tile)

/** A box turned so that every direction is a look to the right. */
const TURN: Record<Direction, (box: Box) => Box> = {
  ArrowRight: (box) => box,
  ArrowLeft: ({ x, y, width, height }) => ({ x: -x - width, y, width, height }),
  ArrowDown: ({ x, y, width, height }) => ({ x: y, y: x, width: height, height: width }),
  ArrowUp: ({ x, y, width, height }) => ({ x: -y - height, y: x, width: height, height: width }),
}

/** The tile next to another in a direction: the nearest that it looks at, else the nearest at all; null at the edge. */
export function neighbourOf(tiles: readonly Placed[], from: Placed, direction: Direction): Placed | null {
  const turn = TURN[direction]
  const start = turn(own(from))
  const middle = start.y + Math.min(start.height, 2 * HEAD) / 2
  let best: Placed | null = null
  let least = Infinity
  for (const tile of tiles) {
    const box = turn(own(tile))
    if (tile === from || box.x < start.x + start.width - 1) continue
    const aside = Math.max(0, box.y - middle, middle - box.y - box.height)
    // What does not lie straight ahead is far, however near.
    const cost = box.x - start.x - start.width + 4 * aside
    if (cost < least) {
      least = cost
      best = tile
    }
  }
  return best
}

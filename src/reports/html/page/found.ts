import { NONE } from "./format.ts"
import { kindOf, type Scene } from "./scene.ts"
import type { Tile } from "./tiles.ts"
import { isFile, type Tree } from "./tree.ts"

type Owned = "kind" | "owner" | "layer"

function keysOf(scene: Scene, found: Uint8Array, by: Owned): Set<number> {
  const { tree } = scene
  const keys = new Set<number>()
  for (let node = 1; node < tree.size; node += 1)
    if (found[node] === 1 && isFile(tree, node)) {
      const owner = tree.ownerOf[node] ?? NONE
      keys.add(by === "layer" ? (tree.layers[node] ?? NONE) : by === "owner" ? owner : kindOf(scene, owner))
    }
  return keys
}

function holds({ ends }: Tree, found: Uint8Array, mask: Uint8Array | null, node: number): boolean {
  const end = ends[node] ?? 0
  for (let at = node; at < end; at += 1)
    if (found[at] === 1 && ends[at] === at + 1 && (mask === null || mask[at] === 1)) return true
  return false
}

/** Tells of which tiles something was found; of all where nobody searches. */
export function finder(scene: Scene, found: Uint8Array | null): (tile: Tile) => boolean {
  if (found === null) return () => true
  const known = new Map<Owned, Set<number>>()
  return ({ kind, node, group }) => {
    if (kind === "rest") return true
    if (kind !== "group" || group === null) return holds(scene.tree, found, scene.maskOf(group), node)
    const keys = known.get(group.by) ?? keysOf(scene, found, group.by)
    known.set(group.by, keys)
    return keys.has(group.id)
  }
}

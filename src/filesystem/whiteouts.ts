import { EntryType, type Listing } from "../model/index.ts"
import type { Growth } from "./growth.ts"
import type { Fate } from "./ledger.ts"
import type { Node, Tree } from "./tree.ts"
import { find } from "./walk.ts"

/**
 * Removes what a layer hides of those below it. All is found before anything is removed, so that the order of whiteouts
 * means nothing. OCI image-spec, layer.md#whiteouts.
 */
export function applyWhiteouts(growth: Growth, listing: Listing, layer: number): void {
  const { types, paths } = listing
  if (!types.includes(EntryType.whiteout) && !types.includes(EntryType.opaque)) return
  const closed = replacedLinks(growth.tree, listing)
  const removed: Node[] = []
  const cleared: Node[] = []
  for (let row = 0; row < listing.length; row++) {
    const isOpaque = types[row] === EntryType.opaque
    if (!isOpaque && types[row] !== EntryType.whiteout) continue
    const node = find(growth.tree, paths[row] ?? "", isOpaque, closed)
    if (node) (isOpaque ? cleared : removed).push(node)
  }
  const fate: Fate = { cause: "deleted", byLayer: layer, successor: null }
  for (const node of removed) growth.remove(node, fate)
  for (const node of cleared) growth.clear(node, fate)
}

/**
 * Symlinks that the layer makes directories. Whiteouts in such a directory mean the new one: an opaque `lib/` in place of
 * `lib -> usr/lib` leaves `usr/lib` alone.
 */
function replacedLinks(tree: Tree, { types, paths, length }: Listing): Set<Node> {
  const links = new Set<Node>()
  for (let row = 0; row < length; row++) {
    if (types[row] !== EntryType.directory) continue
    const node = find(tree, paths[row] ?? "", false)
    if (node && tree.type(node) === EntryType.symlink) links.add(node)
  }
  return links
}

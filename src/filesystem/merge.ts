import { EntryType, type Filesystem, type Listing, type Waste } from "../model/index.ts"
import { findDuplicates } from "./duplicates.ts"
import { Growth } from "./growth.ts"
import { HardLinks } from "./hard-links.ts"
import { Tree } from "./tree.ts"
import { View } from "./view.ts"
import { applyWhiteouts } from "./whiteouts.ts"

/**
 * The file system that a container sees after all layers, base first, and what lies hidden beneath it. A layer that could
 * not be read is null and adds nothing. Never throws, whatever the listings hold. OCI image-spec, layer.md#applying-changesets.
 */
export function mergeLayers(listings: readonly (Listing | null)[]): Filesystem {
  const tree = new Tree(listings)
  const growth = new Growth(tree)
  const missingLinkTargets = listings.flatMap((listing, layer) => {
    if (listing === null) return []
    applyWhiteouts(growth, listing, layer)
    return applyEntries(growth, listing, layer)
  })
  const { ledger } = growth
  return new View(tree, {
    totals: ledger.totals,
    perLayer: ledger.perLayer,
    waste: [...ledger.waste, ...findDuplicates(tree)].toSorted(byWeight),
    missingLinkTargets,
    names: (node) => ledger.names(node),
  })
}

function applyEntries(growth: Growth, listing: Listing, layer: number): Filesystem["missingLinkTargets"] {
  const { types, paths, length } = listing
  const links = new HardLinks(growth, layer)
  for (let row = 0; row < length; row++) {
    const type = types[row]
    if (type === EntryType.whiteout || type === EntryType.opaque) continue
    const path = paths[row] ?? ""
    if (path === "") growth.placeRoot({ layer, row })
    else if (type === EntryType.hardlink) links.place(path, row)
    else growth.place(path, { layer, row }, layer)
  }
  return links.settle()
}

function byWeight(a: Waste, b: Waste): number {
  if (a.bytes !== b.bytes) return b.bytes - a.bytes
  if (a.path !== b.path) return a.path < b.path ? -1 : 1
  return a.fromLayer - b.fromLayer || (a.byLayer ?? -1) - (b.byLayer ?? -1)
}

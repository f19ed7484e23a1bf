import type { Filesystem, Inventory, Layer } from "../model/index.ts"

/** Files whose content the inventory is made from, as `Rule.reads`. */
export const INVENTORY_READS: readonly string[] = []

/** What is installed in an image, from the facts and contents of its layers. */
export function takeInventory(_layers: readonly Layer[], files: Filesystem): Inventory {
  return {
    packages: [],
    ownerOf: () => undefined,
    unowned: { bytes: files.totals.filesystem, files: files.totals.files },
    perLayer: files.perLayer.map(({ content }) => ({ bytes: new Map(), unowned: content })),
    problems: [],
  }
}

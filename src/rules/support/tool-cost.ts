import type { Image, Package } from "../../model/index.ts"
import { EntryType, SYSTEM_TYPES } from "../../model/index.ts"
import { removalOf } from "./package-graph.ts"
import { join } from "./paths.ts"
import { measure, outermost } from "./tree.ts"

/** What some tools cost. */
export interface Cost {
  readonly bytes: number
  /** Packages beside those that brought the tools, which only they need. */
  readonly others: number
}

/**
 * Bytes that would go with some tools: where packages brought them, those packages and what only they need, and of
 * `paths` what nobody owns; else what `paths` hold.
 */
export function costOf(image: Image, packages: Iterable<Package>, paths: Iterable<string>): Cost {
  const roots = new Set([...packages].filter(({ type }) => SYSTEM_TYPES.has(type)))
  if (roots.size === 0) return { bytes: measure(image.files, paths).bytes, others: 0 }
  const removal = removalOf(image, roots)
  const rest = measure(image.files, unowned(image, paths))
  return { bytes: removal.bytes + rest.bytes, others: removal.packages.size - roots.size }
}

/** Files there that no package of the system owns. */
function unowned({ files, inventory }: Image, paths: Iterable<string>): string[] {
  const found: string[] = []
  const pending = outermost(paths)
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const file = files.get(path)
    if (file?.type === EntryType.directory) for (const name of files.list(path) ?? []) pending.push(join(path, name))
    else if (file?.type === EntryType.file) {
      const owner = inventory.ownerOf(path)
      if (owner === undefined || !SYSTEM_TYPES.has(owner.type)) found.push(path)
    }
  }
  return found
}

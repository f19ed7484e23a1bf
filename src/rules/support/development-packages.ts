import type { Image, Package } from "../../model/index.ts"
import { EntryType } from "../../model/index.ts"
import { join } from "./paths.ts"
import { outermost } from "./tree.ts"

/** What distributions call a package that only serves compiling against what another one holds. */
const DEVELOPMENT: Readonly<Record<string, RegExp>> = {
  deb: /-dev$|^linux-headers-/,
  apk: /-(?:dev|static)$|^linux-headers$/,
  rpm: /-(?:devel|static|headers)$/,
}

const isDevelopment = ({ type, name }: Package): boolean =>
  DEVELOPMENT[type]?.test(name) === true && name !== "dpkg-dev"

/** Packages for development that own some of these files, or what lies in these folders; sorted by name. Where no package owns any, those that are installed under Debian's names. */
export function developmentPackages({ files, inventory }: Image, paths: readonly string[]): readonly Package[] {
  const candidates = inventory.packages.filter(isDevelopment)
  if (candidates.length === 0 || paths.length === 0) return []
  const owners = new Set<Package>()
  let isOwned = false
  const pending = outermost(paths)
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const file = files.get(path)
    if (file?.type === EntryType.directory) for (const name of files.list(path) ?? []) pending.push(join(path, name))
    else if (file !== undefined) {
      const owner = inventory.ownerOf(path)
      isOwned ||= owner !== undefined
      if (owner && isDevelopment(owner)) owners.add(owner)
    }
  }
  return isOwned ? [...owners].toSorted((a, b) => (a.name < b.name ? -1 : 1)) : candidates
}

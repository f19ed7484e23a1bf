import type { Package } from "../../../model/index.ts"

/** Packages of one application, or of one environment, that only development needs. */
export interface Development {
  readonly folder: string
  readonly packages: readonly Package[]
}

/** Packages by a folder; those that have none are left out. */
export function groupBy(
  packages: readonly Package[],
  folderOf: (each: Package) => string | null,
): Map<string, Package[]> {
  const groups = new Map<string, Package[]>()
  for (const each of packages) {
    const folder = folderOf(each)
    if (folder === null) continue
    const same = groups.get(folder)
    if (same) same.push(each)
    else groups.set(folder, [each])
  }
  return groups
}

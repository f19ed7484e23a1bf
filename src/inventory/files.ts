import { EntryType, type Filesystem, type Inventory, type ReportFile } from "../model/index.ts"

/** Every regular file that a container sees, by path. Bytes of a file of several names stand at its first. */
export function filesOf(files: Filesystem, inventory: Inventory): ReportFile[] {
  const index = new Map(inventory.packages.map((one, at) => [one, at]))
  /** First names of files of several, by layer and row. */
  const named = new Map<string, string>()
  const listed: ReportFile[] = []
  for (const file of files) {
    const { path, type, size, layer, row, links } = file
    if (type !== EntryType.file) continue
    const owner = inventory.ownerOfFile(file)
    const item = { path, bytes: size, layer, package: owner === undefined ? null : (index.get(owner) ?? null) }
    const identity = links > 1 ? `${layer}:${row}` : ""
    const sameAs = named.get(identity)
    if (sameAs !== undefined) listed.push({ ...item, bytes: 0, sameAs })
    else {
      if (identity !== "") named.set(identity, path)
      listed.push(item)
    }
  }
  return listed
}

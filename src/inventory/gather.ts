import { SYSTEM_TYPES, type Fact, type Filesystem, type Layer, type PackageRecord } from "../model/index.ts"
import type { Found } from "./found.ts"
import { joinRecords } from "./join.ts"

/** Something in a file that a container sees that should have been understood and was not. */
export interface Unread {
  readonly path: string
  readonly layer: number
  readonly message: string
}

/** What the files that a container sees say of packages. A record in a lower layer's version of a file counts nothing. */
export function gather(
  layers: readonly Layer[],
  files: Filesystem,
): { readonly found: readonly Found[]; readonly unread: readonly Unread[] } {
  const found: Found[] = []
  const unread: Unread[] = []
  for (const [layer, { listing, facts }] of layers.entries())
    for (const [row, said] of facts) {
      if (!said.some(isOurs)) continue
      // A file that was cut is in no listing.
      const path = listing?.paths[row]
      const file = path === undefined ? undefined : files.get(`/${path}`)
      if (file?.layer !== layer || file.row !== row) continue
      for (const fact of said)
        if (fact.kind === "unread") unread.push({ path: file.path, layer, message: fact.message })
        else if (fact.kind === "packages")
          for (const record of fact.packages) found.push(asFound(record, file.path, layer))
    }
  return { found: withoutDoubles(withLists(joinRecords(found))), unread }
}

const isOurs = ({ kind }: Fact): boolean => kind === "packages" || kind === "unread"

const asFound = (record: PackageRecord, path: string, layer: number): Found => ({
  record,
  path,
  layer,
  listLayer: layer,
  files: record.files ?? [],
  folders: record.folders ?? [],
})

/** Managers that keep the files of a package beside the data base that names it: such a list has no version. */
const isList = ({ record }: Found): boolean => SYSTEM_TYPES.has(record.type) && record.version === ""

/** Lists joined to the packages whose files they name. Where a manager has lists alone, they are all that is known. */
function withLists(found: readonly Found[]): readonly Found[] {
  const lists = new Map<string, Found[]>()
  for (const list of found) {
    if (!isList(list)) continue
    const key = nameOf(list)
    const same = lists.get(key)
    if (same) same.push(list)
    else lists.set(key, [list])
  }
  if (lists.size === 0) return found
  const whole = found.filter((each) => !isList(each))
  const managed = new Set(whole.map(({ record }) => record.type))
  return [
    ...whole.map((each) =>
      joined(
        each,
        (lists.get(nameOf(each)) ?? []).filter((list) => isOf(list, each)),
      ),
    ),
    ...found.filter((each) => isList(each) && !managed.has(each.record.type)),
  ]
}

const nameOf = ({ record }: Found): string => `${record.type} ${record.name}`

/** A list names the architecture only where a package may be there in several. */
const isOf = (list: Found, { record }: Found): boolean =>
  list.record.architecture === undefined || list.record.architecture === record.architecture

function joined(found: Found, lists: readonly Found[]): Found {
  const [first] = lists
  if (first === undefined) return found
  return { ...found, listLayer: first.layer, files: [...found.files, ...lists.flatMap(({ files }) => files)] }
}

/** A package of the system is there once, whatever names it; any other as often as files name it. */
function withoutDoubles(found: readonly Found[]): readonly Found[] {
  const kept = new Map<string, Found>()
  for (const one of found) {
    const { type, name, version, architecture = "" } = one.record
    const key = [type, name, version, architecture, SYSTEM_TYPES.has(type) ? "" : one.path].join("\0")
    const known = kept.get(key)
    kept.set(key, known === undefined ? one : merged(known, one))
  }
  return [...kept.values()].toSorted(byName)
}

const merged = (one: Found, other: Found): Found => ({
  ...one,
  files: [...one.files, ...other.files],
  folders: [...one.folders, ...other.folders],
})

const byName = (one: Found, other: Found): number =>
  compare(one.record.type, other.record.type) ||
  compare(one.record.name, other.record.name) ||
  compare(one.record.version, other.record.version) ||
  compare(one.path, other.path) ||
  compare(one.record.architecture ?? "", other.record.architecture ?? "")

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other))

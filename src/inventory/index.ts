import { EntryType, type Filesystem, type Inventory, type Layer, type Package } from "../model/index.ts"
import { Claims, type Share } from "./claims.ts"
import type { Found } from "./found.ts"
import { gather } from "./gather.ts"
import { problemsOf } from "./problems.ts"

export { directoriesOf } from "./directories.ts"
export { filesOf } from "./files.ts"

/** What is installed in an image, from the facts of its layers. What is asked for is worked out when it is asked for first. */
export function takeInventory(layers: readonly Layer[], files: Filesystem): Inventory {
  const { found, unread } = gather(layers, files)
  const claims = once(() => new Claims(layers, files, found))
  const packages = once(() => found.map((each, at) => toPackage(each, claims().shares[at])))
  const unowned = once(() => unownedOf(files, packages()))
  const perLayer = once(() =>
    found.length === 0
      ? files.perLayer.map(({ content }) => ({ bytes: new Map<Package, number>(), unowned: content }))
      : layers.map((layer, index) => bytesIn(layer, index, claims(), packages())),
  )
  return {
    problems: problemsOf(unread),
    get packages() {
      return packages()
    },
    get unowned() {
      return unowned()
    },
    get perLayer() {
      return perLayer()
    },
    ownerOf: (path) => (found.length === 0 ? undefined : packages()[claims().ownerOf(path)]),
    ownerOfFile: ({ layer, row }) => (found.length === 0 ? undefined : packages()[claims().ownerAt(layer, row)]),
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => (made ??= { value: make() }).value
}

function toPackage({ record, path, listLayer }: Found, share: Share | undefined): Package {
  const { type, name, version } = record
  return {
    type,
    name,
    version,
    path,
    layer: mostOf(share) ?? listLayer,
    bytes: share?.bytes ?? 0,
    files: share?.files ?? 0,
    requires: record.requires ?? [],
    requiresForDevelopment: record.requiresForDevelopment ?? [],
    provides: record.provides ?? [],
    source: record.source ?? name,
    architecture: record.architecture ?? "",
    isApplication: record.isApplication ?? false,
    isForDevelopment: record.isForDevelopment ?? false,
  }
}

/** The layer that holds most of a package; the lowest of several. */
function mostOf(share: Share | undefined): number | undefined {
  let most: readonly [layer: number, bytes: number] | undefined
  for (const [layer, bytes] of share?.byLayer ?? [])
    if (most === undefined || bytes > most[1] || (bytes === most[1] && layer < most[0])) most = [layer, bytes]
  return most?.[0]
}

function unownedOf({ totals }: Filesystem, packages: readonly Package[]): Inventory["unowned"] {
  const sum = (pick: (each: Package) => number): number => packages.reduce((total, each) => total + pick(each), 0)
  return { bytes: totals.filesystem - sum(({ bytes }) => bytes), files: totals.files - sum(({ files }) => files) }
}

function bytesIn(
  { listing }: Layer,
  layer: number,
  claims: Claims,
  packages: readonly Package[],
): Inventory["perLayer"][number] {
  const bytes = new Map<Package, number>()
  let unowned = 0
  for (let row = 0; row < (listing?.length ?? 0); row++) {
    if (listing?.types[row] !== EntryType.file) continue
    const size = listing.sizes[row] ?? 0
    if (size === 0) continue
    const owner = packages[claims.ownerOfRow(layer, row, `/${listing.paths[row] ?? ""}`)]
    if (owner === undefined) unowned += size
    else bytes.set(owner, (bytes.get(owner) ?? 0) + size)
  }
  return { bytes, unowned }
}

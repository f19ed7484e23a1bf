import { partAtDepth, partsOf, type Comparison, type ReportImage } from "../model/index.ts"
import { byGrowth, changesOf, namesOf, sumsOf, type Sums } from "./changes.ts"

/** As deep as both sides tell folders apart. */
const depthOf = (before: ReportImage | null, after: ReportImage): number =>
  Math.min(after.directories.depth, before?.directories.depth ?? after.directories.depth)

/** What the content grew or shrank by, each byte once. */
export function causesOf(before: ReportImage | null, after: ReportImage): Comparison["causes"] {
  const depth = depthOf(before, after)
  const now = partsOf(after)
  // The largest comes first: of parts that become one, the last to be set.
  const layers = new Map(now.toReversed().map(({ name, layer }) => [partAtDepth(name, depth), layer]))
  const sums = (parts: typeof now): Sums =>
    sumsOf(
      parts,
      ({ name }) => partAtDepth(name, depth),
      ({ bytes }) => bytes,
    )
  return changesOf(sums(before === null ? [] : partsOf(before)), sums(now)).map(({ name, ...change }) => ({
    what: name,
    layer: layers.get(name) ?? null,
    ...change,
  }))
}

/** Visible bytes by folder. */
export function directoryChanges(before: ReportImage | null, after: ReportImage): Comparison["directories"] {
  const depth = depthOf(before, after)
  const sums = (image: ReportImage | null): Sums =>
    sumsOf(
      image?.directories.items ?? [],
      ({ path }) => partAtDepth(path, depth),
      ({ bytes }) => bytes,
    )
  return changesOf(sums(before), sums(after)).map(({ name, ...change }) => ({ path: name, ...change }))
}

interface Installed {
  readonly type: string
  readonly name: string
  readonly versions: Set<string>
  bytes: number
}

/** Packages by type and name; several versions of one are one. */
export function packageChanges(before: ReportImage | null, after: ReportImage): Comparison["packages"] {
  const [old, now] = [installedIn(before), installedIn(after)]
  return namesOf(old, now)
    .flatMap((key) => {
      const [was, is] = [old.get(key), now.get(key)]
      const { type = "", name = "" } = is ?? was ?? {}
      const change = {
        type,
        name,
        beforeVersion: versionOf(was),
        afterVersion: versionOf(is),
        before: was?.bytes ?? 0,
        after: is?.bytes ?? 0,
      }
      const isSame = change.before === change.after && change.beforeVersion === change.afterVersion
      return isSame ? [] : [change]
    })
    .toSorted(byGrowth(({ type, name }) => `${type} ${name}`))
}

function installedIn(image: ReportImage | null): ReadonlyMap<string, Installed> {
  const installed = new Map<string, Installed>()
  let owned = 0
  for (const { type, name, version, bytes } of image?.packages ?? []) {
    const key = `${type} ${name}`
    const known = installed.get(key) ?? { type, name, versions: new Set(), bytes: 0 }
    known.versions.add(version)
    known.bytes += bytes
    owned += bytes
    installed.set(key, known)
  }
  // No type is empty, so no package has this key.
  const rest: Installed = { type: "", name: "", versions: new Set(), bytes: (image?.size.filesystem ?? 0) - owned }
  return installed.set("", rest)
}

const versionOf = (installed: Installed | undefined): string | null =>
  installed === undefined || installed.versions.size === 0 ? null : [...installed.versions].toSorted().join(", ")

import { count, defineRule, EntryType, type File, type Image, type Remark } from "../../model/index.ts"
import { isWithin, listPaths, nameOf, parentOf } from "../support/paths.ts"
import { isDistributed, isOfBase, permissionsOf } from "../support/permissions.ts"
import { asFarAsRead, describeLayer, locate } from "../support/step.ts"

/** Where everybody is meant to write, or the kernel decides. */
const MEANT = ["/tmp", "/var/tmp", "/dev", "/proc", "/sys", "/run/lock", "/var/lock"]

/** Folders that hold one thing beside another: what lies in each is told for itself. */
const SHELVES = new Set(["usr", "var", "opt", "home", "etc", "srv", "run", "mnt", "local", "lib", "share", "www"])

/** What a person would name for all that lies in a folder: `/app`, `/var/www/html`, `/usr/local/rustup`. */
function topOf(folder: string): string {
  const parts = folder.split("/").slice(1)
  let depth = 1
  while (depth < parts.length && SHELVES.has(parts[depth - 1]!)) depth++
  return `/${parts.slice(0, depth).join("/")}`
}

/** What everybody may write and should not, by the folder that a person would name, in its order. */
function groupsOf(image: Image): Map<string, File[]> {
  const groups = new Map<string, File[]>()
  let folder: string | undefined
  let top: string | null = null
  for (const file of permissionsOf(image).open) {
    const holder = file.type === EntryType.directory ? file.path : parentOf(file.path)
    // Files of one folder follow each other.
    if (holder !== folder) {
      folder = holder
      top = MEANT.some((meant) => isWithin(holder, meant)) ? null : topOf(holder)
    }
    if (top === null || isDistributed(image, file)) continue
    const group = groups.get(top)
    if (group) group.push(file)
    else groups.set(top, [file])
  }
  return groups
}

/** What one step opened, or most of it, in the folders that a person would name. */
interface Opened {
  readonly layer: number
  readonly tops: readonly string[]
  readonly files: readonly File[]
}

/** The layer that holds most of these. */
function mainLayer(files: readonly File[]): number {
  const counts = new Map<number, number>()
  for (const { layer } of files) counts.set(layer, (counts.get(layer) ?? 0) + 1)
  return [...counts].toSorted((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? -1
}

/** Folders that the same step opened are one slip. In a folder of the base's and the author's, what is the author's counts. */
function openedBy(image: Image): Opened[] {
  const layers = new Map<number, { tops: string[]; files: File[] }>()
  for (const [top, all] of groupsOf(image)) {
    const own = all.filter((file) => !isOfBase(image, file))
    const files = own.length > 0 ? own : all
    const layer = mainLayer(files)
    const opened = layers.get(layer) ?? { tops: [], files: [] }
    layers.set(layer, opened)
    opened.tops.push(top)
    for (const file of files) opened.files.push(file)
  }
  return [...layers].map(([layer, { tops, files }]) => ({ layer, tops, files }))
}

/** `where`: of several files, where they lie. */
function whatOf(files: readonly File[], where: string): string {
  const folders = files.filter(({ type }) => type === EntryType.directory).length
  const [single] = files
  if (files.length === 1 && single !== undefined)
    return `the ${folders === 1 ? "directory" : "file"} ${listPaths([single.path])} (mode ${single.mode.toString(8)})`
  const plain = files.length - folders
  const directories = folders === 1 ? "1 directory" : `${folders} directories`
  const counted = [...(plain > 0 ? [count(plain, "file")] : []), ...(folders > 0 ? [directories] : [])]
  return `${counted.join(" and ")}${where}: ${listPaths(files.map(({ path }) => path))}`
}

const MOST_LISTED = 3
/** More are told as one. */
const MOST_LAYERS = 10

/** Never a folder of the system's with all that is in it. */
const mayBeChanged = (top: string): boolean => top.length < 72 && top !== "/" && !SHELVES.has(nameOf(top))

function remedyFor({ tops, files }: Opened): string {
  const isWhole = files.length > MOST_LISTED && tops.length <= MOST_LISTED && tops.every(mayBeChanged)
  const shown = files.slice(0, MOST_LISTED).flatMap(({ path }) => (path.length < 72 ? [path] : []))
  const command = isWhole
    ? `chmod -R o-w ${tops.join(" ")}`
    : `chmod o-w ${shown.join(" ")}${shown.length < files.length ? " …" : ""}`
  return `Give it to the user that writes it, and take the bit from the others in the RUN that makes it: \`RUN … && ${command}\`, \`COPY --chown=10001:10001 --chmod=u=rwX,go=rX …\`.`
}

function remarkOf(image: Image, opened: Opened, where: string, identity: string): Remark {
  const { layer, files } = opened
  const [first] = files as readonly [File, ...File[]]
  const from = `${files.every((file) => file.layer === layer) ? "" : "most of it "}from ${describeLayer(image, layer)}`
  return {
    message: `Everybody may write ${whatOf(files, where)}, ${where === "" ? from : `the first from ${describeLayer(image, first.layer)}`}${asFarAsRead(image)}.`,
    remedy: remedyFor(opened),
    location: locate(image, { kind: "file", layer: first.layer, path: first.path }),
    ...(files.length > 1
      ? {
          places: files
            .slice(1, 100)
            .map((file) => locate(image, { kind: "file", layer: file.layer, path: file.path })),
        }
      : {}),
    ...(isOfBase(image, opened) ? { severity: "low" as const } : {}),
    identity,
  }
}

export default defineRule({
  id: "user/world-writable",
  title: "Nobody but their owners may write files and directories",
  severity: "medium",
  why: "What everybody may write, an intruder may write, whoever the hijacked process runs as: code that root runs later, settings, pages that visitors load. In a directory without the sticky bit everybody may also delete and exchange what belongs to others.",
  decides:
    "Permission bits of what a container sees: files with the write bit for others, directories with it and without the sticky bit; told once for each step that opened some. Left out are /tmp, /var/tmp, /dev, /run/lock, and what a package of the distribution brought so. Low where the base image brought them all.",
  blind: "Access control lists, and what programs change when they run.",
  remedy:
    "Give files to the user that writes them: `COPY --chown=10001:10001 …` or `RUN chown`, in place of `chmod 777`.",
  examples: {
    bad: `
      FROM scratch
      COPY --chmod=777 <<EOF /app/run.sh
      run
      EOF`,
    good: `
      FROM scratch
      COPY --chmod=755 --chown=10001:10001 <<EOF /app/run.sh
      run
      EOF`,
  },
  references: [],

  *check(image) {
    const all = openedBy(image)
    const told = all.length > MOST_LAYERS ? all.slice(0, MOST_LAYERS - 1) : all
    for (const opened of told) yield remarkOf(image, opened, "", opened.tops.join("\n"))
    const rest = all.slice(told.length).toSorted((a, b) => b.layer - a.layer)
    const [last] = rest
    if (last === undefined) return
    const files = rest.flatMap((opened) => opened.files).toSorted((a, b) => (a.path < b.path ? -1 : 1))
    yield remarkOf(
      image,
      { layer: last.layer, tops: rest.flatMap(({ tops }) => tops), files },
      ` from ${rest.length} more layers`,
      "more layers",
    )
  },
})

import { defineRule, EntryType, type File, type Image } from "../../model/index.ts"
import { count } from "../support/count.ts"
import { isWithin, listPaths, nameOf } from "../support/paths.ts"
import { isDistributed, isOfBase, permissionsOf } from "../support/permissions.ts"
import { asFarAsRead, describeLayer, locate } from "../support/step.ts"

/** Where everybody is meant to write, or the kernel decides. */
const MEANT = ["/tmp", "/var/tmp", "/dev", "/proc", "/sys", "/run/lock", "/var/lock"]

/** Folders that hold one thing beside another: what lies in each is told for itself. */
const SHELVES = new Set(["usr", "var", "opt", "home", "etc", "srv", "run", "mnt", "local", "lib", "share", "www"])

/** The folder that a person would name for a path: `/app`, `/var/www/html`, `/usr/local/rustup`. */
function topOf({ path, type }: File): string {
  const parts = path.split("/").slice(1, type === EntryType.directory ? undefined : -1)
  let depth = 1
  while (depth < parts.length && SHELVES.has(parts[depth - 1]!)) depth++
  return `/${parts.slice(0, depth).join("/")}`
}

/** The layer that holds most of these. */
function mainLayer(files: readonly File[]): number {
  const counts = new Map<number, number>()
  for (const { layer } of files) counts.set(layer, (counts.get(layer) ?? 0) + 1)
  return [...counts].toSorted((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? -1
}

function whatOf(files: readonly File[]): string {
  const folders = files.filter(({ type }) => type === EntryType.directory).length
  const [single] = files
  if (files.length === 1 && single !== undefined)
    return `the ${folders === 1 ? "directory" : "file"} ${listPaths([single.path])} (mode ${single.mode.toString(8)})`
  const plain = files.length - folders
  const directories = folders === 1 ? "1 directory" : `${folders} directories`
  const counted = [...(plain > 0 ? [count(plain, "file")] : []), ...(folders > 0 ? [directories] : [])]
  return `${counted.join(" and ")}: ${listPaths(files.map(({ path }) => path))}`
}

function isMeant(image: Image, file: File): boolean {
  return MEANT.some((folder) => isWithin(file.path, folder)) || isDistributed(image, file)
}

const MOST_LISTED = 3

function remedyFor(top: string, files: readonly File[]): string {
  const paths = files.map(({ path }) => path)
  const shown = paths.slice(0, MOST_LISTED).filter((path) => path.length < 72)
  // Never a folder of the system's with all that is in it.
  const isWhole = paths.length > MOST_LISTED && top.length < 72 && !SHELVES.has(nameOf(top)) && top !== "/"
  const command = isWhole
    ? `chmod -R o-w ${top}`
    : `chmod o-w ${shown.join(" ")}${shown.length < paths.length ? " …" : ""}`
  return `Give it to the user that writes it, and take the bit from the others in the RUN that makes it: \`RUN … && ${command}\`, \`COPY --chown=10001:10001 --chmod=u=rwX,go=rX …\`.`
}

export default defineRule({
  id: "user/world-writable",
  title: "Nobody but their owners may write files and directories",
  severity: "medium",
  why: "What everybody may write, an intruder may write, whoever the hijacked process runs as: code that root runs later, settings, pages that visitors load. In a directory without the sticky bit everybody may also delete and exchange what belongs to others.",
  decides:
    "Permission bits of what a container sees: files with the write bit for others, directories with it and without the sticky bit; told once for each folder. Left out are /tmp, /var/tmp, /dev, /run/lock, and what a package of the distribution brought so. Low where the base image brought them all.",
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
    const groups = new Map<string, File[]>()
    for (const file of permissionsOf(image).open) {
      if (isMeant(image, file)) continue
      const top = topOf(file)
      const group = groups.get(top)
      if (group) group.push(file)
      else groups.set(top, [file])
    }
    for (const [top, files] of groups) {
      const own = files.filter((file) => !isOfBase(image, file))
      const told = own.length > 0 ? own : files
      const layer = mainLayer(told)
      const [first] = told
      if (first === undefined) continue
      yield {
        message: `Everybody may write ${whatOf(told)}, ${told.length === 1 ? "" : "most of it "}from ${describeLayer(image, layer)}${asFarAsRead(image)}.`,
        remedy: remedyFor(top, told),
        location: locate(image, { kind: "file", layer: first.layer, path: first.path }),
        ...(told.length > 1
          ? {
              places: told
                .slice(1, 100)
                .map((file) => locate(image, { kind: "file", layer: file.layer, path: file.path })),
            }
          : {}),
        ...(own.length === 0 ? { severity: "low" as const } : {}),
        identity: top,
      }
    }
  },
})

import type { Image, Waste } from "../../model/index.ts"
import { isWithin } from "./paths.ts"
import { isCopy, stepOf } from "./step.ts"

/** Wasted files that one change would save: same cause, written by one layer and wasted by one layer. */
export interface WasteGroup {
  /** `package-state`: overwritten, but only the records that every install rewrites. */
  readonly cause: Exclude<Waste["cause"], "duplicate"> | "package-state"
  readonly fromLayer: number
  readonly byLayer: number
  bytes: number
  /** Largest first. */
  readonly paths: string[]
}

/** What package managers and the C library rewrite on each install; only fewer installing RUNs avoid it. */
const PACKAGE_STATE = [
  "/var/lib/dpkg",
  "/var/lib/apt",
  "/var/cache/debconf",
  "/var/cache/ldconfig",
  "/var/log",
  "/var/lib/rpm",
  "/usr/lib/sysimage",
  "/var/lib/dnf",
  "/lib/apk",
  "/usr/lib/apk",
  "/etc/apk",
  "/etc/ld.so.cache",
]

/** Groups the wasted files of an image; largest group first, then by layers and cause. */
export function groupWaste(image: Image): WasteGroup[] {
  const groups = new Map<string, WasteGroup>()
  for (const { cause: plain, bytes, path, fromLayer, byLayer } of image.files.waste) {
    if (plain === "duplicate" || byLayer === null) continue
    const cause =
      plain !== "deleted" && PACKAGE_STATE.some((folder) => isWithin(path, folder)) ? "package-state" : plain
    const key = `${cause} ${fromLayer} ${byLayer}`
    const group = groups.get(key)
    if (group) {
      group.bytes += bytes
      group.paths.push(path)
    } else groups.set(key, { cause, fromLayer, byLayer, bytes, paths: [path] })
  }
  return [...groups.values()].toSorted(
    (a, b) => b.bytes - a.bytes || a.fromLayer - b.fromLayer || a.byLayer - b.byLayer || (a.cause < b.cause ? -1 : 1),
  )
}

/**
 * True for what a COPY or ADD of the image's own wrote and a later step stored again unchanged: a chown or chmod of it,
 * or a second COPY. A base's ADD of its whole tree is not the author's to change.
 */
export const isStoredTwice = (image: Image, { cause, fromLayer, byLayer }: WasteGroup): boolean =>
  cause === "metadata-only" &&
  fromLayer !== byLayer &&
  fromLayer >= (image.base?.layers ?? 0) &&
  isCopy(stepOf(image, fromLayer))

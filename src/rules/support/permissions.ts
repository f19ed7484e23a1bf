import { EntryType, type File, type Image } from "../../model/index.ts"
import { originOf } from "./origin.ts"

/** What several rules look for in the permission bits of all files, gathered in one walk. Each sorted by path. */
export interface Permissions {
  /** Programs that run with the rights of their owner or group: a set-id bit, and the execute bit that makes it count. */
  readonly setId: readonly File[]
  /** Files that everybody may write, and directories in which everybody may also delete what is another's. */
  readonly open: readonly File[]
}

const SETUID = 0o4000
const SETGID = 0o2000
const STICKY = 0o1000
const OTHERS_WRITE = 0o002

/** Setgid without the group's execute bit once meant a kind of lock, and gives nobody anything. inode(7). */
const isSetId = (mode: number): boolean =>
  ((mode & SETUID) !== 0 && (mode & 0o111) !== 0) || ((mode & SETGID) !== 0 && (mode & 0o010) !== 0)

const isOpen = (type: EntryType, mode: number): boolean =>
  (mode & OTHERS_WRITE) !== 0 && (type === EntryType.directory ? (mode & STICKY) === 0 : true)

/** By path, for `byTree` would take seconds where somebody opened a hundred thousand files. */
const sorted = (files: ReadonlyMap<string, File>): File[] =>
  [...files.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1))

const surveys = new WeakMap<Image, Permissions>()

/** Looks over the files once per image: at the columns of the layers, and in the tree only for what stands out there. */
export function permissionsOf(image: Image): Permissions {
  const known = surveys.get(image)
  if (known) return known
  const setId = new Map<string, File>()
  const open = new Map<string, File>()
  for (const { listing } of image.layers)
    for (let row = 0; row < (listing?.length ?? 0); row++) {
      const mode = listing!.modes[row]!
      if ((mode & (SETUID | SETGID | OTHERS_WRITE)) === 0) continue
      const type = listing!.types[row]
      if (type !== EntryType.file && type !== EntryType.hardlink && type !== EntryType.directory) continue
      const file = image.files.get(`/${listing!.paths[row]!}`)
      if (file?.type === EntryType.file && isSetId(file.mode)) setId.set(`${file.layer}:${file.row}`, file)
      if (file?.type === EntryType.file || file?.type === EntryType.directory)
        if (isOpen(file.type, file.mode)) open.set(file.path, file)
    }
  const result = { setId: sorted(setId), open: sorted(open) }
  surveys.set(image, result)
  return result
}

const DISTRIBUTIONS = new Set(["deb", "apk", "rpm"])

/** True where a file is as the distribution's own package brought it: no later layer changed its mode. */
export function isDistributed(image: Image, file: File): boolean {
  const owner = image.inventory.ownerOf(file.path)
  return owner !== undefined && DISTRIBUTIONS.has(owner.type) && originOf(image.files, file) === file.layer
}

/** True where the base image brought a file. */
export const isOfBase = ({ base }: Image, { layer }: Pick<File, "layer">): boolean =>
  base !== null && layer < base.layers

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

const byPath = (a: File, b: File): number => (a.path < b.path ? -1 : 1)

const surveys = new WeakMap<Image, Permissions>()

/**
 * Looks over the files once per image: at the columns of the layers, and in the tree only for what stands out there.
 * Somebody may have opened all files, and then this must not be slow: most are told apart by their row, without a set.
 */
export function permissionsOf(image: Image): Permissions {
  const known = surveys.get(image)
  if (known) return known
  const setId: File[] = []
  const open: File[] = []
  const linked = new Set<string>()
  for (const { index, listing } of image.layers)
    for (let row = 0; row < (listing?.length ?? 0); row++) {
      if ((listing!.modes[row]! & (SETUID | SETGID | OTHERS_WRITE)) === 0) continue
      const type = listing!.types[row]
      if (type !== EntryType.file && type !== EntryType.hardlink && type !== EntryType.directory) continue
      const file = image.files.get(`/${listing!.paths[row]!}`)
      if (file === undefined || (file.type !== EntryType.file && file.type !== EntryType.directory)) continue
      if (file.links > 1) {
        if (linked.has(file.path)) continue
        linked.add(file.path)
      } else if (file.layer !== index || file.row !== row) continue
      if (file.type === EntryType.file && isSetId(file.mode)) setId.push(file)
      if (isOpen(file.type, file.mode)) open.push(file)
    }
  const result = { setId: withoutLinks(setId.toSorted(byPath)), open: open.toSorted(byPath) }
  surveys.set(image, result)
  return result
}

/** Each file once, by the first of its names. */
function withoutLinks(files: readonly File[]): File[] {
  const seen = new Set<string>()
  return files.filter(({ links, layer, row }) => {
    if (links === 1) return true
    const identity = `${layer}:${row}`
    return !seen.has(identity) && seen.add(identity)
  })
}

const DISTRIBUTIONS = new Set(["deb", "apk", "rpm"])

const distributed = new WeakMap<Image, Map<File, boolean> | null>()

/** Answers for the files of `permissionsOf`, which several rules ask for; null where no distribution's package is there to own them. */
function answersFor(image: Image): Map<File, boolean> | null {
  let answers = distributed.get(image)
  if (answers === undefined) {
    answers = image.inventory.packages.some(({ type }) => DISTRIBUTIONS.has(type)) ? new Map() : null
    distributed.set(image, answers)
  }
  return answers
}

/** True where a file is as the distribution's own package brought it: no later layer changed its mode. */
export function isDistributed(image: Image, file: File): boolean {
  const answers = answersFor(image)
  if (answers === null) return false
  let answer = answers.get(file)
  if (answer === undefined) {
    const owner = image.inventory.ownerOf(file.path)
    answer = owner !== undefined && DISTRIBUTIONS.has(owner.type) && originOf(image.files, file) === file.layer
    answers.set(file, answer)
  }
  return answer
}

/** True where the base image brought a file. */
export const isOfBase = ({ base }: Image, { layer }: Pick<File, "layer">): boolean =>
  base !== null && layer < base.layers

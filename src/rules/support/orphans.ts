import { EntryType, type File, type Image } from "../../model/index.ts"
import { readAccounts } from "./accounts.ts"
import { runUser } from "./run-user.ts"

/** An id that the image has no account for, and what belongs to it: files, or directories where there are no files. Lowest layer first. */
export interface Orphan {
  readonly kind: "uid" | "gid"
  readonly id: number
  readonly files: readonly File[]
}

/** Some distributions leave it out; it is nobody everywhere. */
const NOBODY = 65_534

interface Known {
  readonly uids: ReadonlySet<number>
  readonly gids: ReadonlySet<number>
}

/** Ids that are accounted for; null where the image has no accounts to be held against. */
function knownIds(image: Image): Known | null {
  const users = readAccounts(image, "/etc/passwd") ?? []
  const groups = readAccounts(image, "/etc/group") ?? []
  const user = runUser(image)
  if (users.length === 0 || groups.length === 0) return null
  // Whoever runs as a number owns files by it, and needs no entry.
  const own = user === null ? [] : [user.uid, user.gid]
  return {
    uids: new Set([0, NOBODY, ...own, ...users.map(({ id }) => id)]),
    gids: new Set([0, NOBODY, ...own, ...groups.map(({ id }) => id)]),
  }
}

/** Visible files and directories of the image's own layers that belong to nobody it knows. */
function* strangers(image: Image, { uids, gids }: Known): Generator<File> {
  for (const { index, listing } of image.layers) {
    if (listing === null || (image.base !== null && index < image.base.layers)) continue
    for (let row = 0; row < listing.length; row++) {
      if (uids.has(listing.uids[row]!) && gids.has(listing.gids[row]!)) continue
      if (listing.types[row] !== EntryType.file && listing.types[row] !== EntryType.directory) continue
      const file = image.files.get(`/${listing.paths[row]!}`)
      if (file?.layer === index && file.row === row) yield file
    }
  }
}

/** What belongs to nobody that the image knows, by owner; none where it has no accounts to be held against. A rule that uses this `reads` ACCOUNT_FILES. */
export function findOrphans(image: Image): Orphan[] {
  const known = knownIds(image)
  if (known === null) return []
  const [uids, gids] = [new Map<number, File[]>(), new Map<number, File[]>()]
  for (const file of strangers(image, known)) {
    const [found, id] = known.uids.has(file.uid) ? [gids, file.gid] : [uids, file.uid]
    const group = found.get(id)
    if (group) group.push(file)
    else found.set(id, [file])
  }
  const orphans = (kind: Orphan["kind"], found: ReadonlyMap<number, readonly File[]>): Orphan[] =>
    [...found].map(([id, all]) => {
      const plain = all.filter(({ type }) => type === EntryType.file)
      return { kind, id, files: plain.length > 0 ? plain : all }
    })
  return [...orphans("uid", uids), ...orphans("gid", gids)]
}

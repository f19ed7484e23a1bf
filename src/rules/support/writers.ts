import { EntryType, type Image } from "../../model/index.ts"
import { mayAccess } from "./access.ts"
import { clean, isWithin, parentOf } from "./paths.ts"
import { runUser } from "./run-user.ts"

/** Who beside root may change what lies at a path. */
export type Writer = "everybody" | "user"

/** Where everybody may put files, whatever the image says of it. */
const TEMPORARY = ["/tmp", "/var/tmp", "/dev/shm"]

const isTemporary = (path: string): boolean => TEMPORARY.some((folder) => isWithin(path, folder))

/**
 * Who may write a file, or put files into a folder; null for root alone, and where it can't be told. `user` is the one
 * that the container runs as. Callers `reads` ACCOUNT_FILES.
 */
export function writerOf(image: Image, path: string): Writer | null {
  if (isTemporary(clean(path))) return "everybody"
  const file = image.files.resolve(path)
  if (file === undefined || (file.type !== EntryType.file && file.type !== EntryType.directory)) return null
  if ((file.mode & 0o002) !== 0) return "everybody"
  const user = runUser(image)
  return user !== null && user.uid !== 0 && mayAccess(image, user, path, "write") === true ? "user" : null
}

/** Who may make a path that is not there: whoever may write the deepest folder of it that is. */
export function makerOf(image: Image, path: string): Writer | null {
  let folder = clean(path)
  if (isTemporary(folder)) return "everybody"
  while (folder !== "/" && image.files.resolve(folder) === undefined) folder = parentOf(folder)
  return image.files.list(folder) === undefined ? null : writerOf(image, folder)
}

/** A writer as the subject of a sentence. */
export function describeWriter(image: Image, writer: Writer): string {
  return writer === "everybody" ? "everybody" : describeUser(image)
}

/** `uid 10001 (app)`, of the user that the container runs as. */
export function describeUser(image: Image): string {
  const user = runUser(image)
  if (user === null) return "the user"
  return user.name === "" || user.name.length > 32 ? `uid ${user.uid}` : `uid ${user.uid} (${user.name})`
}

/** As `describeUser`, at the beginning of a sentence. */
export function beginWithUser(image: Image): string {
  const user = describeUser(image)
  return `${user[0]!.toUpperCase()}${user.slice(1)}`
}

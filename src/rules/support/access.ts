import { EntryType, type File, type Image } from "../../model/index.ts"
import { clean, isWithin, join, parentOf } from "./paths.ts"
import type { RunUser } from "./run-user.ts"

/** What lies at a path, as a process in the container would get there. */
export type Reached =
  /** `folders`: those that it goes through, the root first. */
  | { readonly kind: "file"; readonly file: File; readonly folders: readonly File[] }
  | { readonly kind: "absent" }
  /** `because`: the reason, as the rest of a sentence. */
  | { readonly kind: "unknown"; readonly because: string }

/** What a runtime mounts over an image, whatever the image holds there. OCI runtime-spec, config-linux.md; docker run. */
const MOUNTED = ["/proc", "/sys", "/dev", "/run/secrets", "/etc/hosts", "/etc/hostname", "/etc/resolv.conf"]

const MOST_LINKS = 40

const ROOT: File = {
  path: "/",
  type: EntryType.directory,
  size: 0,
  mode: 0o755,
  uid: 0,
  gid: 0,
  target: "",
  layer: -1,
  row: -1,
  links: 1,
}

const mounts = new WeakMap<Image, readonly string[]>()

/** Folders whose content is another one when the container runs: declared volumes, links followed, and what runtimes mount. */
function mountsOf(image: Image): readonly string[] {
  let known = mounts.get(image)
  if (known === undefined) {
    const volumes = image.config.run.volumes.map((path) => image.files.resolve(clean(path))?.path ?? clean(path))
    known = [...MOUNTED, ...volumes]
    mounts.set(image, known)
  }
  return known
}

/**
 * Follows an absolute path from the root, links and `..` as the kernel does. Unknown where a volume or a mount is on the
 * way, and in an image that was not read whole: what an unread layer changes is anybody's guess.
 */
export function reach(image: Image, path: string): Reached {
  if (!image.complete) return { kind: "unknown", because: "the image could not be read whole" }
  const pending = path.split("/").toReversed()
  const folders: File[] = [image.files.get("/") ?? ROOT]
  let here = "/"
  let file = folders[0]!
  let links = 0
  while (pending.length > 0) {
    const part = pending.pop()!
    if (part === "" || part === ".") continue
    if (file.type !== EntryType.directory) return { kind: "absent" }
    const next = part === ".." ? parentOf(here) : join(here, part)
    const mount = mountsOf(image).find((folder) => isWithin(next, folder))
    if (mount !== undefined) return { kind: "unknown", because: `${mount} is mounted when the container runs` }
    const found = next === "/" ? folders[0] : image.files.get(next)
    if (found === undefined) return beyond(image, clean([next, ...pending.toReversed()].join("/")))
    if (found.type === EntryType.symlink) {
      if (++links > MOST_LINKS || found.target === "") return { kind: "absent" }
      if (found.target.startsWith("/")) here = "/"
      file = here === "/" ? folders[0]! : file
      pending.push(...found.target.split("/").toReversed())
      continue
    }
    here = next
    file = found
    if (found.type === EntryType.directory && pending.length > 0) folders.push(found)
  }
  return { kind: "file", file, folders }
}

/** A mount makes the folders above it, too. */
function beyond(image: Image, path: string): Reached {
  const mount = mountsOf(image).find((folder) => isWithin(path, folder))
  return mount === undefined
    ? { kind: "absent" }
    : { kind: "unknown", because: `${mount} is mounted when the container runs` }
}

const BITS = { read: 4, write: 2, execute: 1 } as const

export type Access = keyof typeof BITS

/** What the permission bits of one file allow a user: one class of bits counts, the owner's before the group's before the others'. Null where the user is not known and it depends on who it is. */
export function permits(file: File, user: RunUser | null, access: Access): boolean | null {
  const bit = BITS[access]
  const classes = [file.mode >> 6, file.mode >> 3, file.mode].map((bits) => (bits & bit) !== 0)
  const [owner = false, group = false, others = false] = classes
  // CAP_DAC_OVERRIDE: a file needs some execute bit all the same.
  const root = access !== "execute" || file.type === EntryType.directory || owner || group || others
  if (user === null) {
    if (owner && group && others) return true
    return root ? null : false
  }
  if (user.uid === 0) return root
  if (user.uid === file.uid) return owner
  return user.gid === file.gid || user.groups.includes(file.gid) ? group : others
}

/**
 * Whether a user may do something with what lies at an absolute path, as access(2) would answer in the merged tree: each
 * folder on the way must be one that may be searched. False for what is not there, null where it can't be told.
 */
export function mayAccess(image: Image, user: RunUser | null, path: string, access: Access): boolean | null {
  const reached = reach(image, path)
  if (reached.kind !== "file") return reached.kind === "absent" ? false : null
  const answers = new Set([
    ...reached.folders.map((folder) => permits(folder, user, "execute")),
    permits(reached.file, user, access),
  ])
  if (answers.has(false)) return false
  return answers.has(null) ? null : true
}

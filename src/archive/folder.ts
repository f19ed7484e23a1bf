import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { LIMITS, type Limits, type Problem } from "../model/index.ts"
import type { Container, Member } from "./container.ts"
import { limitReached } from "./unreadable.ts"

/** A folder's files, opened: what was looked at is what is read, whatever happens to the names meanwhile. */
export interface Folder extends Container {
  readonly problems: readonly Problem[]
  /** Bytes of all its files. */
  readonly bytes: number
  close(): void
}

/** `blobs/sha256/…` and `<id>/layer.tar` lie two deep, a folder around them makes it three. */
const MAX_DEPTH = 4

/** Lists a folder: regular files and folders only, no link followed. Of an image that is all there can be. */
export function readFolder(root: string, limits: Limits): Folder {
  const members = new Map<string, Member>()
  const problems: Problem[] = []
  const descriptors: number[] = []
  let bytes = 0
  const folders = [""]
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const item of readdirSync(join(root, folder)).toSorted()) {
      const name = folder === "" ? item : `${folder}/${item}`
      if (members.size >= limits.members) throw limitReached(LIMITS.members.help, limits.members, LIMITS.members.option)
      const stat = lstatSync(join(root, name))
      if (stat.isDirectory()) {
        members.set(name, { kind: "directory", name })
        if (name.split("/").length < MAX_DEPTH) folders.push(name)
      } else if (stat.isFile()) {
        const opened = openRegular(join(root, name))
        if (opened === null) members.set(name, { kind: "other", name })
        else {
          descriptors.push(opened.fd)
          bytes += opened.size
          members.set(name, { kind: "file", name, size: opened.size, body: { at: "offset", fd: opened.fd, offset: 0 } })
        }
      } else {
        members.set(name, { kind: "other", name })
        problems.push({ code: "not-a-regular-file", message: `${name} is a link or a special file; an image layout holds files and folders only, so it was not followed` })
      }
    }
  }
  return { members, repeated: new Set(), problems, bytes, close: () => descriptors.forEach((fd) => closeSync(fd)) }
}

/** Opens without following a link at the end and without waiting for a writer; null where it is no regular file after all. */
function openRegular(path: string): { readonly fd: number; readonly size: number } | null {
  let fd: number
  try {
    fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch {
    return null
  }
  const stat = fstatSync(fd)
  if (stat.isFile()) return { fd, size: stat.size }
  closeSync(fd)
  return null
}

import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { LIMITS, type Limits, type Problem } from "../model/index.ts"
import type { Body, Container, Member } from "./container.ts"
import { limitReached, Unreadable } from "./unreadable.ts"

/** A folder's files. Each is opened when it is first needed, and what was opened is what is read, whatever happens to the names meanwhile. */
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
        bytes += stat.size
        members.set(name, {
          kind: "file",
          name,
          size: stat.size,
          isCut: false,
          body: lazily(join(root, name), name, stat.size, descriptors),
        })
      } else {
        members.set(name, { kind: "other", name })
        problems.push({
          code: "not-a-regular-file",
          message: `${name} is a link or a special file; an image layout holds files and folders only, so it was not followed`,
        })
      }
    }
  }
  return { members, repeated: new Set(), problems, bytes, close: () => descriptors.forEach((fd) => closeSync(fd)) }
}

/** A layout may hold more blobs than a process may have open. */
function lazily(path: string, name: string, size: number, descriptors: number[]): Body {
  let opened: number | null = null
  return {
    at: "offset",
    offset: 0,
    get fd() {
      if (opened === null) {
        opened = openRegular(path, name, size)
        descriptors.push(opened)
      }
      return opened
    },
  }
}

/** Opens without following a link at the end and without waiting for a writer. */
function openRegular(path: string, name: string, size: number): number {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  const stat = fstatSync(fd)
  if (stat.isFile() && stat.size === size) return fd
  closeSync(fd)
  throw new Unreadable(
    "changed-while-read",
    `${name} was changed while the folder was read; audit it again when nothing writes to it`,
  )
}

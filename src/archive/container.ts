import { posix } from "node:path"
import type { LayerScan } from "./layer.ts"
import { cleanPath } from "./name.ts"
import { Unreadable } from "./unreadable.ts"

/** A thing in the input that has a name: a member of a tar, a file of a folder. */
export type Member = FileMember | LinkMember | { readonly kind: "directory" | "other"; readonly name: string }

export interface FileMember {
  readonly kind: "file"
  readonly name: string
  readonly size: number
  /** True where the archive ends before the file does: `size` is what there is of it. */
  readonly isCut: boolean
  readonly body: Body
}

interface LinkMember {
  readonly kind: "symlink" | "hardlink"
  readonly name: string
  readonly target: string
}

/** Where a file's bytes are. */
export type Body =
  /** In an open file, at an offset: it can be read any number of times, by any thread. */
  | { readonly at: "offset"; readonly fd: number; readonly offset: number }
  /** It has gone by: the bytes of small documents are kept, everything else was read as a layer in passing. */
  | { readonly at: "memory"; readonly bytes: Uint8Array | null; readonly scan: LayerScan | null }

/** The members of an input by cleaned name, the last of several wins. */
export interface Container {
  readonly members: ReadonlyMap<string, Member>
  /** Names that occur more than once. */
  readonly repeated: ReadonlySet<string>
}

const MAX_HOPS = 40

/**
 * The file that a name leads to, links followed within the archive and nowhere else; null where there is none. Throws
 * `Unreadable` for what `docker save` never writes: a link out of the archive or in circles, a directory, a device.
 */
export function lookUp(container: Container, name: string): FileMember | null {
  let current = cleanPath(name).path
  for (let hop = 0; hop < MAX_HOPS; hop += 1) {
    const member = container.members.get(current)
    if (member === undefined) {
      if (hop === 0) return null
      throw new Unreadable("invalid-manifest", `${name} is a link to something that is not in the archive`)
    }
    if (member.kind === "file") return member
    if (!("target" in member)) throw new Unreadable("invalid-manifest", `${name} should be a file, but is none`)
    current = targetOf(container, member)
  }
  throw new Unreadable("invalid-manifest", `${name} is a link that leads in circles`)
}

function targetOf(container: Container, member: LinkMember): string {
  const besides = cleanPath(posix.join(posix.dirname(member.name), member.target))
  if (member.kind === "symlink") {
    if (
      member.target.startsWith("/") ||
      besides.escaped ||
      posix.join(posix.dirname(member.name), member.target).startsWith("..")
    )
      throw new Unreadable("invalid-manifest", `${member.name} is a link out of the archive`)
    return besides.path
  }
  // A hard link names a path from the root of the archive, but some writers take it from the folder of the link.
  const fromRoot = cleanPath(member.target).path
  return container.members.has(fromRoot) ? fromRoot : besides.path
}

/** Where all members lie below one folder that holds the entry points, the names without that folder. */
export function withoutCommonFolder(members: ReadonlyMap<string, Member>): ReadonlyMap<string, Member> {
  const entryPoints = ["index.json", "manifest.json"]
  if (entryPoints.some((name) => members.has(name))) return members
  // `tar -C FOLDER -c .` writes an entry for the root as well.
  const tops = new Set([...members.keys()].filter((name) => name !== "").map((name) => name.split("/", 1)[0]!))
  const top = tops.size === 1 ? [...tops][0]! : null
  if (top === null || !entryPoints.some((name) => members.has(`${top}/${name}`))) return members
  return new Map(
    [...members]
      .filter(([name]) => name !== top && name !== "")
      .map(([name, member]) => {
        const inside = name.slice(top.length + 1)
        return [inside, { ...member, name: inside }]
      }),
  )
}

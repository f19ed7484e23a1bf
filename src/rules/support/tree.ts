import type { File, Filesystem } from "../../model/index.ts"
import { EntryType } from "../../model/index.ts"
import { byTree, isWithin, join } from "./paths.ts"

/** What some files and folders hold together. */
export interface Tree {
  /** Bytes that would go with them: a hard-linked file counts only where all of its names are among them. */
  readonly bytes: number
  /** Number of regular files. */
  readonly files: number
  /** The layer that holds most of these bytes; -1 where there are none. */
  readonly layer: number
  /** The largest of the files; undefined where there are none. */
  readonly largest: File | undefined
}

/** Drops every path that lies in another of them. */
export function outermost(paths: Iterable<string>): string[] {
  const kept: string[] = []
  const sorted = [...new Set(paths)].toSorted(byTree)
  for (const path of sorted) if (kept.length === 0 || !isWithin(path, kept.at(-1)!)) kept.push(path)
  return kept
}

/** Adds up files and whole folders, none twice; what doesn't exist counts nothing. Linear in what they hold. */
export function measure(files: Filesystem, paths: Iterable<string>): Tree {
  const links = new Map<string, number>()
  const perLayer = new Map<number, number>()
  let bytes = 0
  let total = 0
  let largest: File | undefined
  const pending = outermost(paths)
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const file = files.get(path)
    if (file?.type === EntryType.directory) {
      for (const name of files.list(path) ?? []) pending.push(join(path, name))
    } else if (file?.type === EntryType.file) {
      total++
      const inode = `${file.layer}:${file.row}`
      const names = (links.get(inode) ?? 0) + 1
      if (file.links > 1) links.set(inode, names)
      if (names !== file.links) continue
      bytes += file.size
      perLayer.set(file.layer, (perLayer.get(file.layer) ?? 0) + file.size)
      if (!largest || file.size > largest.size || (file.size === largest.size && file.path < largest.path))
        largest = file
    }
  }
  const [layer] = [...perLayer].toSorted((a, b) => b[1] - a[1] || a[0] - b[0])[0] ?? [-1]
  return { bytes, files: total, layer, largest }
}

/** Existing paths that a pattern stands for, symlinks resolved; `*` stands for any part of one component: `/usr/lib/llvm-*`. */
export function expand(files: Filesystem, pattern: string): string[] {
  let found = ["/"]
  for (const part of pattern.split("/").filter(Boolean)) {
    const [head = "", tail] = part.split("*", 2)
    found = found.flatMap((folder) =>
      tail === undefined
        ? [join(folder, part)]
        : (files.list(folder) ?? [])
            .filter((name) => name.startsWith(head) && name.endsWith(tail) && name.length >= head.length + tail.length)
            .map((name) => join(folder, name)),
    )
  }
  return found.flatMap((path) => files.resolve(path)?.path ?? [])
}

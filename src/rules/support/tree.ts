import type { File, Filesystem } from "../../model/index.ts"
import { EntryType } from "../../model/index.ts"
import { originOf } from "./origin.ts"
import { byTree, isWithin, join } from "./paths.ts"

/** What some files and folders hold together. */
export interface Tree {
  /** Bytes that would go with them: a hard-linked file counts only where all of its names are among them. */
  readonly bytes: number
  /** Number of regular files. */
  readonly files: number
  /** The layer that brought most of these bytes; -1 where there are none. */
  readonly layer: number
}

/** Drops every path that lies in another of them. */
export function outermost(paths: Iterable<string>): string[] {
  const kept: string[] = []
  const sorted = [...new Set(paths)].toSorted(byTree)
  for (const path of sorted) if (kept.length === 0 || !isWithin(path, kept.at(-1)!)) kept.push(path)
  return kept
}

/** What one file or folder holds, hard-linked files apart. */
interface Sum {
  readonly perLayer: ReadonlyMap<number, number>
  readonly files: number
  /** Every name of a hard-linked file that lies there. */
  readonly linked: readonly File[]
}

const sums = new WeakMap<Filesystem, Map<string, Sum>>()

/** Remembered: several rules ask for the same toolchain, which may have a hundred thousand files. */
function sumOf(files: Filesystem, root: string): Sum {
  const known = sums.get(files) ?? new Map<string, Sum>()
  sums.set(files, known)
  const sum = known.get(root) ?? walk(files, root)
  known.set(root, sum)
  return sum
}

function walk(files: Filesystem, root: string): Sum {
  const perLayer = new Map<number, number>()
  const linked: File[] = []
  let total = 0
  const pending = [root]
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const file = files.get(path)
    if (file?.type === EntryType.directory) {
      for (const name of files.list(path) ?? []) pending.push(join(path, name))
    } else if (file?.type === EntryType.file) {
      total++
      if (file.links > 1) linked.push(file)
      else {
        const layer = originOf(files, file)
        perLayer.set(layer, (perLayer.get(layer) ?? 0) + file.size)
      }
    }
  }
  return { perLayer, files: total, linked }
}

/** Adds up files and whole folders, none twice; what doesn't exist counts nothing. Linear in what they hold. */
export function measure(files: Filesystem, paths: Iterable<string>): Tree {
  const all = outermost(paths).map((path) => sumOf(files, path))
  const perLayer = new Map<number, number>()
  const names = new Map<string, number>()
  const add = (layer: number, bytes: number): void => void perLayer.set(layer, (perLayer.get(layer) ?? 0) + bytes)
  for (const sum of all) {
    for (const [layer, bytes] of sum.perLayer) add(layer, bytes)
    for (const file of sum.linked) {
      const inode = `${file.layer}:${file.row}`
      const seen = (names.get(inode) ?? 0) + 1
      names.set(inode, seen)
      if (seen === file.links) add(originOf(files, file), file.size)
    }
  }
  const [[layer] = [-1]] = [...perLayer].toSorted((a, b) => b[1] - a[1] || a[0] - b[0])
  return {
    bytes: [...perLayer.values()].reduce((total, bytes) => total + bytes, 0),
    files: all.reduce((total, sum) => total + sum.files, 0),
    layer,
  }
}

const weights = new WeakMap<Filesystem, Map<string, number>>()

/**
 * Bytes of the regular files in a folder, hard-linked ones by each name. Every folder is added up once per image, however
 * many of those around it are asked for: they may lie in one another a thousand deep.
 */
export function weightOf(files: Filesystem, root: string): number {
  const known = weights.get(files) ?? new Map<string, number>()
  weights.set(files, known)
  // Each folder stands behind the one that holds it.
  const folders = [{ path: root, parent: -1, bytes: 0 }]
  for (let at = 0; at < folders.length; at++) {
    const folder = folders[at]!
    for (const name of known.has(folder.path) ? [] : (files.list(folder.path) ?? [])) {
      const path = join(folder.path, name)
      const file = files.get(path)
      if (file?.type === EntryType.file) folder.bytes += file.size
      else if (file?.type === EntryType.directory) folders.push({ path, parent: at, bytes: 0 })
    }
  }
  for (const { path, parent, bytes } of folders.toReversed()) {
    const sum = known.get(path) ?? bytes
    known.set(path, sum)
    if (parent >= 0) folders[parent]!.bytes += sum
  }
  return known.get(root)!
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

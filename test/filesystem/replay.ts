import { EntryType } from "../../src/model/index.ts"
import type { Row } from "../support/listing.ts"

/** What stands at one or more paths. */
interface Content extends Row {
  readonly layer: number
  readonly row: number
  copiedBy?: number
}

interface Replayed {
  /** By absolute path. */
  readonly tree: ReadonlyMap<string, Content>
  /** Lines as of `wasteLine`, without duplicates, sorted. */
  readonly waste: readonly string[]
  /** Absolute paths, sorted. */
  readonly missing: readonly string[]
}

const IMPLIED: Content = { type: EntryType.directory, path: "", layer: -1, row: -1 }
const parentOf = (path: string): string => path.slice(0, path.lastIndexOf("/"))
const isUnder = (path: string, directory: string): boolean => path.startsWith(`${directory}/`)
const isWhiteout = ({ type }: Row): boolean => type === EntryType.whiteout || type === EntryType.opaque

/**
 * Lays layers on each other in the plainest way there is, to compare with: one map of paths, removal by prefix, files
 * that die found by looking at all of them. Knows no limit on symlinks, so it must not be given any that lead in circles.
 */
export function replay(layers: readonly (readonly Row[])[]): Replayed {
  let tree = new Map<string, Content>()
  const waste: string[] = []
  const missing: string[] = []

  /** Follows symlinks in all of `path`; `at` says what to do with a name that is no directory. */
  const walk = (path: string, at: (path: string) => boolean): string | undefined => {
    const ahead = path.split("/")
    let here = ""
    for (let name = ahead.shift(); name !== undefined; name = ahead.shift()) {
      if (name === "" || name === ".") continue
      const next = name === ".." ? parentOf(here) : `${here}/${name}`
      const content = tree.get(next)
      if (content?.type === EntryType.symlink && at(next)) {
        ahead.unshift(...(content.target ?? "").split("/"))
        if (content.target?.startsWith("/")) here = ""
      } else if (next === "" || content?.type === EntryType.directory || at(next)) here = next
      else return undefined
    }
    return here
  }
  const lookUp = (path: string, closed = new Set<string>()): string | undefined => {
    const parent = walk(parentOf(`/${path}`), (link) => tree.get(link)?.type === EntryType.symlink && !closed.has(link))
    return parent === undefined ? undefined : `${parent}/${path.slice(path.lastIndexOf("/") + 1)}`
  }
  const change = (cause: string, byLayer: number, next: Map<string, Content>): void => {
    const alive = new Set(next.values())
    for (const dead of new Set(tree.values()))
      if (!alive.has(dead) && dead.type === EntryType.file && dead.size) {
        const why = cause === "overwritten" && dead.copiedBy === byLayer ? "metadata-only" : cause
        waste.push(`${why} ${dead.size} /${dead.path} ${dead.layer}>${byLayer}`)
      }
    tree = next
  }
  const put = (path: string, content: Content, layer: number): void => {
    const old = tree.get(path)
    const merges = old?.type === EntryType.directory && content.type === EntryType.directory
    if (old?.type === EntryType.file && content.type === EntryType.file && old !== content)
      if (old.path === content.path && old.size === content.size && old.hash === content.hash) old.copiedBy = layer
    const next = new Map([...tree].filter(([other]) => merges || !isUnder(other, path)))
    change("overwritten", layer, next.set(path, content))
  }
  const makeParents = (path: string, layer: number): string => {
    const make = (at: string): boolean => {
      if (tree.get(at)?.type !== EntryType.symlink) put(at, IMPLIED, layer)
      return true
    }
    return `${walk(parentOf(`/${path}`), make) ?? ""}/${path.slice(path.lastIndexOf("/") + 1)}`
  }
  const linkable = (path: string): Content | undefined => {
    const content = tree.get(lookUp(path) ?? "")
    return content?.type === EntryType.directory || content?.type === EntryType.hardlink ? undefined : content
  }

  layers.forEach((rows, layer) => {
    const closed = new Set<string>()
    for (const { type, path } of rows) {
      const at = type === EntryType.directory ? lookUp(path) : undefined
      if (at !== undefined && tree.get(at)?.type === EntryType.symlink) closed.add(at)
    }
    const hidden = rows.filter(isWhiteout).flatMap((row) => {
      if (row.type === EntryType.whiteout) return [{ at: lookUp(row.path, closed), itself: true }]
      const follow = (link: string): boolean => tree.get(link)?.type === EntryType.symlink && !closed.has(link)
      return [{ at: walk(row.path, follow), itself: false }]
    })
    const isHidden = (path: string): boolean =>
      hidden.some(({ at, itself }) => at !== undefined && ((itself && path === at) || isUnder(path, at)))
    change("deleted", layer, new Map([...tree].filter(([path]) => !isHidden(path))))

    rows.forEach((row, index) => {
      if (isWhiteout(row)) return
      const path = makeParents(row.path, layer)
      const target = row.type === EntryType.hardlink ? linkable(row.target ?? "") : undefined
      put(path, target ?? { ...row, layer, row: index }, layer)
    })
    const waiting = (): [string, Content][] => [...tree].filter(([, { type }]) => type === EntryType.hardlink)
    for (let before = -1; before !== waiting().length;) {
      before = waiting().length
      for (const [path, link] of waiting()) tree.set(path, linkable(link.target ?? "") ?? link)
    }
    for (const [path] of waiting()) {
      missing.push(path)
      tree.delete(path)
    }
  })
  return { tree, waste: waste.toSorted(), missing: missing.toSorted() }
}

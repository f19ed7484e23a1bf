import { NONE } from "./format.ts"
import { childrenOf, isFile, type Mask, ROOT, type Totals, totalsOf, type Tree } from "./tree.ts"

/** A part of the files that is no folder: those of one kind of package, one package, or one layer. */
export interface Group {
  readonly by: "kind" | "owner" | "layer"
  readonly id: number
}

/** Where the reader stands: a folder, of a group's files or of all. */
export interface Place {
  readonly group: Group | null
  readonly node: number
}

export const START: Place = { group: null, node: ROOT }

/** A tree, and which of its files count. */
export interface Scene {
  readonly tree: Tree
  /** Distinct kinds of owners; owners of nobody are the last. */
  readonly kinds: readonly string[]
  /** Which files count, of a group. */
  readonly maskOf: (group: Group | null) => Mask
  /** Their sums. */
  readonly totalsOf: (group: Group | null) => Totals
}

const keyOf = (group: Group | null): string => (group === null ? "" : `${group.by} ${group.id}`)

/** Keeps what was worked out once. */
function remember<T>(work: (group: Group | null) => T): (group: Group | null) => T {
  const known = new Map<string, T>()
  return (group) => {
    const key = keyOf(group)
    const found = known.get(key)
    if (found !== undefined) return found
    // Zooming through hundreds of packages must not keep the sums of each.
    if (known.size > 12) known.clear()
    const made = work(group)
    known.set(key, made)
    return made
  }
}

/** False where owners are told by name alone. */
export const hasKinds = ({ kinds }: Scene): boolean => kinds.some((kind) => kind !== "")

/** The kind of a file's owner, as an index into `kinds`; the last where it is nobody's. */
export const kindOf = ({ tree, kinds }: Pick<Scene, "tree" | "kinds">, owner: number): number =>
  owner === NONE ? kinds.length : kinds.indexOf(tree.owners[owner]?.kind ?? "")

/** What counts of a tree: files of the chosen layers, of all where none is chosen, and only where `within` allows. */
export function sceneOf(tree: Tree, layers: ReadonlySet<number>, within: Mask): Scene {
  const kinds = [...new Set(tree.owners.map(({ kind }) => kind))]
  const kindByOwner = tree.owners.map((_, owner) => kindOf({ tree, kinds }, owner))
  const belongs: Record<Group["by"], (node: number) => number> = {
    layer: (node) => tree.layers[node] ?? NONE,
    owner: (node) => tree.ownerOf[node] ?? NONE,
    kind: (node) => kindByOwner[tree.ownerOf[node] ?? NONE] ?? kinds.length,
  }
  const maskOf = remember((group): Mask => {
    if (group === null && layers.size === 0) return within
    const mask = new Uint8Array(tree.size)
    const key = group === null ? () => NONE : belongs[group.by]
    const wanted = group?.id ?? NONE
    for (let node = 1; node < tree.size; node += 1)
      if (
        (within === null || within[node] === 1) &&
        (layers.size === 0 || layers.has(tree.layers[node] ?? NONE)) &&
        key(node) === wanted
      )
        mask[node] = 1
    return mask
  })
  return { tree, kinds, maskOf, totalsOf: remember((group) => totalsOf(tree, maskOf(group))) }
}

/** Down from a folder for as long as all there is lies in one folder. */
export function collapsed(tree: Tree, { files }: Totals, node: number): number {
  let at = node
  for (;;) {
    const counted = childrenOf(tree, at).filter((child) => (files[child] ?? 0) > 0)
    const only = counted[0]
    if (counted.length !== 1 || only === undefined || isFile(tree, only)) return at
    at = only
  }
}

/** One step out; the start has none. */
export function outOf(scene: Scene, { group, node }: Place): Place {
  const { tree } = scene
  const { files } = scene.totalsOf(group)
  for (let at = node; at !== ROOT;) {
    at = tree.parents[at] ?? ROOT
    // A folder that holds but the one we come from shows nothing new, but for the root of all.
    if (collapsed(tree, { files } as Totals, at) === at || (at === ROOT && group === null)) return { group, node: at }
  }
  if (group?.by !== "owner") return START
  return hasKinds(scene) ? { group: { by: "kind", id: kindOf(scene, group.id) }, node: ROOT } : START
}

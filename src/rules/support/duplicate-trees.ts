import type { Image } from "../../model/index.ts"
import { measure } from "./tree.ts"
import { isCopy, stepOf } from "./step.ts"

/** Files of equal content at two places, gathered by the two folders that hold them. */
export interface DuplicateTree {
  /** What could be left out, and what it is the same as. */
  readonly copy: string
  readonly kept: string
  /** The layer that holds the largest copy. */
  readonly layer: number
  bytes: number
  /** Paths of the copies, the largest first. */
  readonly paths: string[]
  /** True where two instructions copied the same tree, each to a place of its own. */
  readonly isCopiedTwice: boolean
}

/** Less of a folder than that is no copy of the other one: two trees that share some files. */
const SAME_SHARE = 0.9

/** The two places whose contents are alike: both paths without the end that they share. `/a/x/f` and `/b/x/f`: `/a`, `/b`. */
function roots(path: string, same: string): [string, string] {
  let a = path.length
  let b = same.length
  for (;;) {
    const slashA = path.lastIndexOf("/", a - 1)
    const slashB = same.lastIndexOf("/", b - 1)
    // The root and one component stay, so that a file at the top still has a name.
    if (slashA <= 0 || slashB <= 0 || path.slice(slashA, a) !== same.slice(slashB, b)) break
    a = slashA
    b = slashB
  }
  return [path.slice(0, a), same.slice(0, b)]
}

const trees = new WeakMap<Image, readonly DuplicateTree[]>()

/** Every pair of places that hold the same content, the largest first. Worked out once per image. */
export function duplicateTrees(image: Image): readonly DuplicateTree[] {
  const known = trees.get(image)
  if (known) return known
  const pairs = new Map<string, Omit<DuplicateTree, "isCopiedTwice"> & { readonly sameAs: string }>()
  for (const { cause, bytes, path, fromLayer, sameAs } of image.files.waste) {
    if (cause !== "duplicate" || sameAs === undefined) continue
    const [copy, kept] = roots(path, sameAs)
    const key = `${copy}\0${kept}`
    const pair = pairs.get(key)
    if (pair) {
      pair.bytes += bytes
      pair.paths.push(path)
    } else pairs.set(key, { copy, kept, layer: fromLayer, bytes, paths: [path], sameAs })
  }
  const found = [...pairs.values()]
    .toSorted((a, b) => b.bytes - a.bytes || (a.copy < b.copy ? -1 : 1))
    .map((pair) => ({ ...pair, isCopiedTwice: areTwoCopies(image, pair) }))
  trees.set(image, found)
  return found
}

function areTwoCopies(
  image: Image,
  { copy, layer, bytes, sameAs }: Pick<DuplicateTree, "copy" | "layer" | "bytes"> & { readonly sameAs: string },
): boolean {
  const other = image.files.get(sameAs)?.layer ?? layer
  const own = image.base?.layers ?? 0
  return (
    other !== layer &&
    Math.min(layer, other) >= own &&
    isCopy(stepOf(image, layer)) &&
    isCopy(stepOf(image, other)) &&
    bytes >= SAME_SHARE * measure(image.files, [copy]).bytes
  )
}

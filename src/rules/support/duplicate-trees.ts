import type { Image, Package, Waste } from "../../model/index.ts"
import { EntryType, SYSTEM_TYPES } from "../../model/index.ts"
import { commonFolder, isVendored, isWithin } from "./paths.ts"
import { isCopy, stepOf } from "./step.ts"
import { weightOf } from "./tree.ts"

/** Files of equal content at two places, gathered by the two folders that hold them. */
export interface DuplicateTree {
  /** What could be left out, and what it is the same as. */
  readonly copy: string
  readonly kept: string
  /** The layer that holds the largest copy. */
  readonly layer: number
  readonly bytes: number
  /** Paths of the copies, the largest first. */
  readonly paths: readonly string[]
  /** True where nothing else lies at `copy`: one link could stand in its place. */
  readonly isWhole: boolean
  /** True where two instructions copied the same tree, each to a place of its own. */
  readonly isCopiedTwice: boolean
}

/** One file whose content lies at another path as well. */
interface Duplicate {
  readonly path: string
  readonly same: string
  readonly layer: number
  readonly sameLayer: number
  readonly bytes: number
  /** True where both are files of installed packages. */
  readonly isPackages: boolean
}

/** Less of a folder than that is no copy of the other one: two trees that share some files. */
const SAME_SHARE = 0.9

/** The package that brought a file; undefined for what is the application's or nobody's. */
function installerOf({ inventory }: Image, path: string): Package | undefined {
  const owner = inventory.ownerOf(path)
  return owner?.isApplication ? undefined : owner
}

/** A tree of installed packages, those that packages bring for themselves included: `/app/node_modules`. */
const installation = (path: string): string =>
  /^.*?\/(?:node_modules|site-packages|dist-packages)\//.exec(path)?.[0] ?? path

/** Every virtual environment is given its own. */
const SEEDS = new Set(["pip", "setuptools", "wheel"])

/**
 * True for what nobody who writes a Dockerfile can link: what a package holds twice, and what two packages bring each.
 */
const isPackagers = (one: Package, other: Package): boolean =>
  one === other || SYSTEM_TYPES.has(one.type) || one.name !== other.name || SEEDS.has(one.name)

/** A duplicate of which the image's author may leave one path out; undefined for those of the base and of packages. */
function duplicateOf(image: Image, { cause, bytes, path, fromLayer, sameAs }: Waste): Duplicate | undefined {
  if (cause !== "duplicate" || sameAs === undefined) return undefined
  const one = { path, layer: fromLayer, owner: installerOf(image, path) }
  const other = { path: sameAs, layer: image.files.get(sameAs)?.layer ?? fromLayer, owner: installerOf(image, sameAs) }
  if (one.owner && other.owner && isPackagers(one.owner, other.owner)) return undefined
  const isPackages = one.owner !== undefined && other.owner !== undefined
  const copy = [one, other].find(
    ({ layer, owner }) => layer >= (image.base?.layers ?? 0) && (isPackages || owner === undefined),
  )
  if (copy === undefined) return undefined
  const same = copy === one ? other : one
  return { path: copy.path, layer: copy.layer, same: same.path, sameLayer: same.layer, bytes, isPackages }
}

/** The two places whose contents are alike: both paths without the end that they share. `/a/x/f` and `/b/x/f`: `/a`, `/b`. */
function roots({ path, same }: Duplicate): [string, string] {
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

/** Of a file, or of all that a folder holds. */
function bytesAt({ files }: Image, path: string): number {
  const file = files.get(path)
  return file?.type === EntryType.directory ? weightOf(files, path) : (file?.size ?? 0)
}

/** Makes a pair of places out of the files that they share. */
function toTree(image: Image, copy: string, kept: string, files: readonly Duplicate[]): DuplicateTree {
  const [first] = files
  const bytes = files.reduce((sum, each) => sum + each.bytes, 0)
  const all = bytesAt(image, copy)
  const { layer, sameLayer } = first!
  return {
    copy,
    kept,
    layer,
    bytes,
    paths: files.map(({ path }) => path),
    isWhole: bytes >= all,
    isCopiedTwice:
      bytes >= SAME_SHARE * all &&
      sameLayer !== layer &&
      Math.min(layer, sameLayer) >= (image.base?.layers ?? 0) &&
      isCopy(stepOf(image, layer)) &&
      isCopy(stepOf(image, sameLayer)),
  }
}

/** True for a folder and not for what merely shares some files with another one. */
const isNearlyAll = (image: Image, { copy, bytes }: DuplicateTree): boolean =>
  bytes >= SAME_SHARE * bytesAt(image, copy)

/** The same pair, named by a folder deeper in the copy that holds all of these files. */
const within = (
  image: Image,
  { copy, kept }: DuplicateTree,
  deeper: string,
  files: readonly Duplicate[],
): DuplicateTree => ({
  ...toTree(image, deeper, kept + deeper.slice(copy.length), files),
  isCopiedTwice: false,
})

/** What two places share: all of one of them, else what is the author's and whole copies of installed packages. */
function* shared(image: Image, tree: DuplicateTree, files: readonly Duplicate[]): Generator<DuplicateTree> {
  const own = files.filter(({ isPackages }) => !isPackages)
  if (isNearlyAll(image, tree)) {
    // What packages of one tree bring for themselves is their manager's doing.
    if (own.length > 0 || !isVendored(tree.copy)) yield tree
    return
  }
  if (own.length > 0) {
    const paths = own.map(({ path }) => path)
    yield within(image, tree, paths.length === 1 ? paths[0]! : commonFolder(paths), own)
  }
  const packages = files.filter(({ isPackages }) => isPackages)
  const installed = packages[0] && installation(packages[0].path).replace(/\/$/, "")
  if (installed === undefined || !packages.every(({ path }) => isWithin(path, installed))) return
  const whole = isWithin(installed, tree.copy) ? within(image, tree, installed, packages) : undefined
  if (whole && isNearlyAll(image, whole)) yield whole
}

const trees = new WeakMap<Image, readonly DuplicateTree[]>()

/** Every pair of places that hold the same content and one of which the author may leave out, the largest first. Worked out once per image. */
export function duplicateTrees(image: Image): readonly DuplicateTree[] {
  const known = trees.get(image)
  if (known) return known
  const pairs = new Map<string, { copy: string; kept: string; files: Duplicate[] }>()
  for (const waste of image.files.waste) {
    const duplicate = duplicateOf(image, waste)
    if (duplicate === undefined) continue
    const [copy, kept] = roots(duplicate)
    const key = `${copy}\0${kept}`
    const pair = pairs.get(key)
    if (pair) pair.files.push(duplicate)
    else pairs.set(key, { copy, kept, files: [duplicate] })
  }
  const found = [...pairs.values()]
    .flatMap(({ copy, kept, files }) => [...shared(image, toTree(image, copy, kept, files), files)])
    .toSorted((a, b) => b.bytes - a.bytes || (a.copy < b.copy ? -1 : 1))
  trees.set(image, found)
  return found
}

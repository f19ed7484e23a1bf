import { EntryType } from "../model/index.ts"
import type { Node, Tree } from "./tree.ts"

/** Symlinks followed on one walk, as in Linux. */
const MAX_LINKS = 40
/** Names that the targets of those symlinks may add to it: without a bound, short paths through long targets cost quadratic time. */
const MAX_LINKED_NAMES = 128

/** The names that a walk still has before it; each symlink puts those of its target in front. */
export class Route {
  readonly #ahead: string[]
  #links = 0
  #linkedNames = 0

  constructor(path: string) {
    this.#ahead = path.split("/").toReversed()
  }

  get done(): boolean {
    return this.#ahead.length === 0
  }

  next(): string | undefined {
    return this.#ahead.pop()
  }

  /** False where too many were followed, as in a loop: the route then stays as it is. */
  follow(target: string): boolean {
    const names = target.split("/", MAX_LINKED_NAMES + 1)
    this.#links++
    this.#linkedNames += names.length
    if (this.#links > MAX_LINKS || this.#linkedNames > MAX_LINKED_NAMES) return false
    for (let name = names.pop(); name !== undefined; name = names.pop()) this.#ahead.push(name)
    return true
  }
}

/** Where a step leads that needs no entry: nowhere for `.` and doubled slashes, up for `..` but never above the root. */
export function trivialStep(node: Node, name: string): Node | undefined {
  if (name === "" || name === ".") return node
  return name === ".." ? (node.parent ?? node) : undefined
}

/** From where a symlink's target counts. */
export const startOf = (target: string, directory: Node, root: Node): Node =>
  target.startsWith("/") ? root : directory

/** A name that no entry has: it stands for the folder itself, or the one above. */
const isTrivial = (name: string): boolean => name === "" || name === "." || name === ".."

/**
 * The node at a path that leads through no symlink, as nearly all do: half the time of a route. Null where that can't be
 * told so; undefined where there is none.
 */
function findStraight(tree: Tree, path: string): Node | null | undefined {
  let node = tree.root
  let from = path.startsWith("/") ? 1 : 0
  while (from <= path.length) {
    const slash = path.indexOf("/", from)
    const to = slash < 0 ? path.length : slash
    const name = path.slice(from, to)
    const step = node.children?.get(name)
    if (step === undefined) return isTrivial(name) || tree.type(node) === EntryType.symlink ? null : undefined
    node = step
    from = to + 1
  }
  return node
}

/**
 * The node at a path, symlinked parents followed; undefined where there is none, or a symlink leads in circles.
 * With `followLast` a symlink at the end is followed too. Symlinks in `closed` lead nowhere.
 */
export function find(tree: Tree, path: string, followLast: boolean, closed?: ReadonlySet<Node>): Node | undefined {
  const straight = findStraight(tree, path)
  if (straight === undefined) return undefined
  if (straight !== null && !(followLast && tree.type(straight) === EntryType.symlink)) return straight
  const route = new Route(path)
  let node = tree.root
  for (let name = route.next(); name !== undefined; name = route.next()) {
    if (node.children === null) return undefined
    const step = trivialStep(node, name) ?? node.children.get(name)
    if (step === undefined) return undefined
    if (tree.type(step) === EntryType.symlink && (followLast || !route.done)) {
      const target = tree.target(step)
      if (closed?.has(step) || !route.follow(target)) return undefined
      node = startOf(target, node, tree.root)
    } else node = step
  }
  return node
}

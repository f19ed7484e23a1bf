import { EntryType, type File, type Filesystem, type Waste } from "../model/index.ts"
import { pathOf, type Node, type Tree } from "./tree.ts"
import { find } from "./walk.ts"

/** What came of a merge beside the tree. */
export interface Outcome extends Pick<Filesystem, "totals" | "perLayer" | "missingLinkTargets" | "waste"> {
  /** Names of the file at a layer and row. */
  readonly names: (node: Node) => number
}

/** A merged tree as the other rooms see it. Files are made as they are asked for. */
export class View implements Filesystem {
  readonly waste: readonly Waste[]
  readonly totals: Filesystem["totals"]
  readonly perLayer: Filesystem["perLayer"]
  readonly missingLinkTargets: Filesystem["missingLinkTargets"]
  readonly #tree: Tree
  readonly #names: Outcome["names"]

  constructor(tree: Tree, outcome: Outcome) {
    this.#tree = tree
    this.#names = outcome.names
    this.waste = outcome.waste
    this.totals = outcome.totals
    this.perLayer = outcome.perLayer
    this.missingLinkTargets = outcome.missingLinkTargets
  }

  get(path: string): File | undefined {
    const node = find(this.#tree, path, false)
    return node && this.#file(node, pathOf(node))
  }

  resolve(path: string): File | undefined {
    const node = find(this.#tree, path, true)
    return node && this.#file(node, pathOf(node))
  }

  list(path: string): readonly string[] | undefined {
    const names = find(this.#tree, path, true)?.children?.keys()
    return names && [...names].toSorted()
  }

  *[Symbol.iterator](): Iterator<File> {
    const open = [inside(this.#tree.root, "")]
    for (let directory = open.at(-1); directory; directory = open.at(-1)) {
      const node = directory.children.pop()
      if (node === undefined) open.pop()
      else {
        const path = `${directory.path}/${node.name}`
        yield this.#file(node, path)
        if (node.children) open.push(inside(node, path))
      }
    }
  }

  #file(node: Node, path: string): File {
    const { layer, row } = node
    const listing = this.#tree.listings[layer]
    const type = this.#tree.type(node)
    return {
      path,
      type,
      size: this.#tree.size(node),
      mode: listing?.modes[row] ?? 0o755,
      uid: listing?.uids[row] ?? 0,
      gid: listing?.gids[row] ?? 0,
      target: type === EntryType.symlink ? this.#tree.target(node) : "",
      layer,
      row,
      links: node.children ? 1 : this.#names(node),
    }
  }
}

/** What is left to visit in a directory, the next one last. */
const inside = (directory: Node, path: string): { readonly path: string; readonly children: Node[] } => ({
  path,
  children: [...(directory.children?.values() ?? [])].toSorted((a, b) => (a.name < b.name ? 1 : -1)),
})

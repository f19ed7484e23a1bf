import { childrenOf, isFile, nameOf, ROOT, type Totals, type Tree } from "./tree.ts"

/** What rows are sorted by, and from the largest, or last, on. */
export interface Order {
  readonly by: "name" | "bytes" | "files"
  readonly isDescending: boolean
}

/** What the list of a folder is made of; children are sorted when they are first asked for. */
export interface Shelf {
  readonly tree: Tree
  readonly totals: Totals
  readonly childrenOf: (node: number) => readonly number[]
  /** The folder in which what is in this one lies, for as long as it is but one. */
  readonly bottomOf: (node: number) => number
}

const compareNames = new Intl.Collator("en", { numeric: true }).compare

/** Folders of a tree as lists of what counts in them. */
export function shelfOf(tree: Tree, totals: Totals, { by, isDescending }: Order): Shelf {
  const sorted = new Map<number, readonly number[]>()
  const sign = isDescending ? -1 : 1
  const byName = (a: number, b: number): number => compareNames(tree.names[a] ?? "", tree.names[b] ?? "")
  const order =
    by === "name"
      ? (a: number, b: number) => sign * byName(a, b)
      : (a: number, b: number) => sign * ((totals[by][a] ?? 0) - (totals[by][b] ?? 0)) || byName(a, b)
  const listed = (node: number): readonly number[] => {
    const known = sorted.get(node)
    if (known !== undefined) return known
    const made = childrenOf(tree, node)
      .filter((child) => (totals.files[child] ?? 0) > 0)
      .toSorted(order)
    sorted.set(node, made)
    return made
  }
  const bottomOf = (node: number): number => {
    let at = node
    for (;;) {
      const [only, ...others] = listed(at).slice(0, 2)
      if (only === undefined || others.length > 0 || isFile(tree, only)) return at
      at = only
    }
  }
  return { tree, totals, childrenOf: listed, bottomOf }
}

/** One line of the list. */
export interface Row {
  readonly node: number
  readonly level: number
  /** Null of a file. */
  readonly isOpen: boolean | null
  readonly position: number
  readonly setSize: number
}

/** The lines below a folder: what is in it, and what is in folders that are open. */
export function rowsOf(shelf: Shelf, root: number, isOpen: (folder: number) => boolean): Row[] {
  const rows: Row[] = []
  const waiting: { readonly nodes: readonly number[]; next: number }[] = [{ nodes: shelf.childrenOf(root), next: 0 }]
  for (let list = waiting.at(-1); list !== undefined; list = waiting.at(-1)) {
    const child = list.nodes[list.next]
    if (child === undefined) {
      waiting.pop()
      continue
    }
    list.next += 1
    const file = isFile(shelf.tree, child)
    const node = file ? child : shelf.bottomOf(child)
    const open = file ? null : isOpen(node)
    rows.push({ node, level: waiting.length, isOpen: open, position: list.next, setSize: list.nodes.length })
    if (open === true) waiting.push({ nodes: shelf.childrenOf(node), next: 0 })
  }
  return rows
}

/** The name of a row: of folders that hold but one, all of them. */
export function rowName({ tree, childrenOf: listed }: Shelf, node: number, root: number): string {
  const names = [nameOf(tree, node)]
  if (isFile(tree, node)) return names.join("")
  for (
    let at = tree.parents[node] ?? ROOT;
    at !== root && at !== ROOT && listed(at).length === 1;
    at = tree.parents[at] ?? ROOT
  )
    names.unshift(nameOf(tree, at))
  return names.join("/")
}

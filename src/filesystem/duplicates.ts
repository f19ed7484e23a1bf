import { EntryType, type Waste } from "../model/index.ts"
import { identityOf, pathOf, type Node, type Tree } from "./tree.ts"

/** One item for every further copy of a file's content; of the copies the one whose path sorts first is kept. */
export function findDuplicates(tree: Tree): Waste[] {
  const pathOfNode = rememberFolders()
  return [...groupByContent(tree)].flatMap((names) => furtherCopies(tree, names, pathOfNode))
}

/** Names of files of equal content, two and more. Only they are gathered in lists: most files are the only ones of their kind. */
function groupByContent(tree: Tree): Iterable<Node[]> {
  const first = new Map<number, Node>()
  const groups = new Map<Node, Node[]>()
  const directories = [tree.root]
  for (let directory = directories.pop(); directory; directory = directories.pop()) {
    for (const node of directory.children?.values() ?? []) {
      if (node.children) directories.push(node)
      if (tree.type(node) !== EntryType.file || tree.size(node) === 0) continue
      const hash = tree.hash(node)
      const other = first.get(hash)
      if (other === undefined) first.set(hash, node)
      else if (!tree.sameContent(other, node)) continue
      else if (groups.get(other)?.push(node) === undefined) groups.set(other, [other, node])
    }
  }
  return groups.values()
}

/** Copies lie together: the path of a folder is made once for all its files. */
function rememberFolders(): (node: Node) => string {
  const folders = new Map<Node, string>()
  return (node) => {
    if (node.parent === null) return "/"
    const folder = folders.get(node.parent) ?? pathOf(node.parent)
    folders.set(node.parent, folder)
    return folder === "/" ? `/${node.name}` : `${folder}/${node.name}`
  }
}

function furtherCopies(tree: Tree, nodes: readonly Node[], pathOfNode: (node: Node) => string): Waste[] {
  const names = nodes.map((node) => ({ node, path: pathOfNode(node) })).toSorted((a, b) => (a.path < b.path ? -1 : 1))
  const copies = new Map<string, (typeof names)[number]>()
  for (const name of names) {
    // Further names of a hard-linked file are no copies.
    const identity = identityOf(name.node)
    if (!copies.has(identity)) copies.set(identity, name)
  }
  const [kept, ...further] = copies.values()
  return further.map(({ node, path }) => ({
    cause: "duplicate",
    bytes: tree.size(node),
    path,
    fromLayer: node.layer,
    byLayer: null,
    sameAs: kept?.path ?? "",
  }))
}

import { EntryType } from "../model/index.ts"
import { Ledger, type Fate } from "./ledger.ts"
import { GONE, IMPLIED, Tree, type Node, type Place } from "./tree.ts"
import { Route, startOf, trivialStep } from "./walk.ts"

/** A tree while layers are laid on it: every change goes through here, so that tree and ledger agree. */
export class Growth {
  readonly tree: Tree
  readonly ledger: Ledger
  /** Tars list a directory's files in a row, and come back to it after each of its own directories. */
  #last: { readonly path: string; readonly node: Node } | null = null
  readonly #known = new Map<string, Node>()

  constructor(tree: Tree) {
    this.tree = tree
    this.ledger = new Ledger(tree)
  }

  /** Puts an entry at a path, in the place of what is there; a directory only lends its attributes to one that is. */
  place(path: string, place: Place, byLayer: number): Node {
    const name = path.slice(path.lastIndexOf("/") + 1)
    const node = this.#put(this.parent(path, byLayer), name, place, byLayer)
    // Where a link gave way to it, the path may have led through that link, and leads elsewhere now.
    if (node.children && this.#last !== null) this.#last = { path, node }
    return node
  }

  /** Gives the root its attributes. It is a directory whatever a layer says: a file in its place is wasted at once. */
  placeRoot(place: Place): void {
    const { root } = this.tree
    if (this.tree.type(place) === EntryType.directory) {
      root.layer = place.layer
      root.row = place.row
    } else {
      this.ledger.gain(place)
      this.ledger.lose(place, { cause: "overwritten", byLayer: place.layer, successor: null })
    }
  }

  /** Makes a hard link one more name of what `target` names. */
  join(link: Node, { layer, row }: Place): void {
    this.ledger.gain({ layer, row })
    link.layer = layer
    link.row = row
  }

  /** Takes a node out, with all beneath it. The root, and what is gone already, stay as they are. */
  remove(node: Node, fate: Fate): void {
    if (node.layer === GONE || node.parent === null) return
    this.#vacate(node, fate)
    node.layer = GONE
    node.parent.children?.delete(node.name)
  }

  /** Empties a directory. */
  clear(directory: Node, fate: Fate): void {
    if (directory.layer === GONE || directory.children === null) return
    this.#vacate(directory, fate)
    directory.children = new Map()
  }

  /**
   * The directory that holds `path`, through symlinks. What is missing is made, and what stands there without being a
   * directory gives way to one: a file, or a symlink that leads in circles.
   */
  parent(path: string, byLayer: number): Node {
    const slash = path.lastIndexOf("/")
    if (slash < 0) return this.tree.root
    if (this.#last?.path.length === slash && path.startsWith(this.#last.path)) return this.#last.node
    const parent = path.slice(0, slash)
    const node = this.#known.get(parent) ?? this.#walk(parent, byLayer)
    this.#last = { path: parent, node }
    this.#known.set(parent, node)
    return node
  }

  #walk(path: string, byLayer: number): Node {
    const route = new Route(path)
    let node = this.tree.root
    for (let name = route.next(); name !== undefined; name = route.next()) {
      const step = trivialStep(node, name) ?? node.children?.get(name)
      if (step?.children) node = step
      else if (step && this.#leadsOn(step, route)) node = startOf(this.tree.target(step), node, this.tree.root)
      else node = this.#put(node, name, IMPLIED, byLayer)
    }
    return node
  }

  #leadsOn(node: Node, route: Route): boolean {
    return this.tree.type(node) === EntryType.symlink && route.follow(this.tree.target(node))
  }

  #put(parent: Node, name: string, place: Place, byLayer: number): Node {
    const isDirectory = this.tree.type(place) === EntryType.directory
    if (!isDirectory) this.ledger.gain(place)
    const { layer, row } = place
    const old = parent.children?.get(name)
    if (old === undefined) {
      const node: Node = { name, parent, children: isDirectory ? new Map() : null, layer, row }
      parent.children?.set(name, node)
      return node
    }
    if (!isDirectory || old.children === null) {
      this.#vacate(old, { cause: "overwritten", byLayer, successor: place })
      old.children = isDirectory ? new Map() : null
    }
    old.layer = layer
    old.row = row
    return old
  }

  /** Everything that a node stands for, or holds if it is a directory, loses its name. */
  #vacate(node: Node, fate: Fate): void {
    // What went could have been a part of those paths.
    if (this.tree.type(node) !== EntryType.file) {
      this.#last = null
      this.#known.clear()
    }
    if (node.children === null) return this.ledger.lose(node, fate)
    const directories = [node]
    for (let directory = directories.pop(); directory; directory = directories.pop()) {
      for (const child of directory.children?.values() ?? []) {
        if (child.children) directories.push(child)
        else this.ledger.lose(child, fate)
        child.layer = GONE
      }
    }
  }
}

import { EntryType, type Filesystem } from "../model/index.ts"
import type { Growth } from "./growth.ts"
import { pathOf, type Node } from "./tree.ts"
import { find } from "./walk.ts"

type MissingLinkTarget = Filesystem["missingLinkTargets"][number]

/** The hard links of one layer. */
export class HardLinks {
  readonly #growth: Growth
  readonly #layer: number
  /** Links that came before their target: they hold their place under their own row until the layer is laid. */
  readonly #waiting: Node[] = []

  constructor(growth: Growth, layer: number) {
    this.#growth = growth
    this.#layer = layer
  }

  /** Names the file that stands at the target now, as extraction would: what replaces it later leaves the link alone. */
  place(path: string, row: number): void {
    const own = { layer: this.#layer, row }
    this.#growth.parent(path, this.#layer)
    const target = find(this.#growth.tree, this.#growth.tree.target(own), false)
    if (target && this.#canBeLinked(target)) this.#growth.place(path, target, this.#layer)
    else this.#waiting.push(this.#growth.place(path, own, this.#layer))
  }

  /** Settles the links that waited. Those that lead to no file, or in circles, are taken out and returned. */
  settle(): MissingLinkTarget[] {
    const missing: MissingLinkTarget[] = []
    for (const first of this.#waiting) {
      const chain = new Set<Node>()
      let node: Node | undefined = first
      for (; node && this.#isWaiting(node) && !chain.has(node); node = this.#targetOf(node)) chain.add(node)
      const file = node && this.#canBeLinked(node) ? node : undefined
      for (const link of chain) {
        if (file) this.#growth.join(link, file)
        else missing.push(this.#drop(link))
      }
    }
    return missing
  }

  #drop(link: Node): MissingLinkTarget {
    const { tree } = this.#growth
    const dropped = { path: pathOf(link), target: `/${tree.target(link)}`, layer: this.#layer }
    this.#growth.remove(link, { cause: "overwritten", byLayer: this.#layer, successor: null })
    return dropped
  }

  #targetOf(link: Node): Node | undefined {
    return find(this.#growth.tree, this.#growth.tree.target(link), false)
  }

  #isWaiting(node: Node): boolean {
    return this.#growth.tree.type(node) === EntryType.hardlink
  }

  /** Whatever can have several names: all but directories. */
  #canBeLinked(node: Node): boolean {
    return node.children === null && !this.#isWaiting(node)
  }
}

import { EntryType, type Filesystem, type Waste } from "../model/index.ts"
import { identityOf, type Place, type Tree } from "./tree.ts"

/** How a name goes. */
export interface Fate {
  readonly cause: "overwritten" | "deleted"
  readonly byLayer: number
  /** What takes the place; null where nothing does. */
  readonly successor: Place | null
}

/** Keeps the books: how many names each file has, and whose bytes were lost with the last of them. */
export class Ledger {
  readonly waste: Waste[] = []
  readonly perLayer: { wasted: number; content: number; files: number }[]
  readonly #tree: Tree
  readonly #names: readonly Uint32Array[]
  /** Hard-linked files that a layer copied under one name: the other names, which it links to the copy, may go after. */
  readonly #copied = new Map<string, number>()
  #filesystem = 0
  #files = 0

  constructor(tree: Tree) {
    this.#tree = tree
    this.#names = tree.listings.map((listing) => new Uint32Array(listing?.length ?? 0))
    this.perLayer = tree.listings.map((listing) => {
      const sums = { wasted: 0, content: 0, files: 0 }
      for (let row = 0; row < (listing?.length ?? 0); row++) {
        if (listing?.types[row] !== EntryType.file) continue
        sums.content += listing.sizes[row] ?? 0
        sums.files++
      }
      return sums
    })
  }

  /** Names of a file; 0 of a directory, which has no books. */
  names({ layer, row }: Place): number {
    return this.#names[layer]?.[row] ?? 0
  }

  /** A file, link or device gets a name. */
  gain(place: Place): void {
    const names = this.#count(place, 1)
    if (this.#tree.type(place) !== EntryType.file) return
    this.#files++
    if (names === 1) this.#filesystem += this.#tree.size(place)
  }

  /** It loses one. Gain before you lose where both may be the same file, or its bytes count as wasted. */
  lose(place: Place, fate: Fate): void {
    const names = this.#count(place, -1)
    if (this.#tree.type(place) !== EntryType.file) return
    this.#files--
    if (names === 0) this.#write(place, fate)
    else if (this.#isCopied(place, fate)) this.#copied.set(identityOf(place), fate.byLayer)
  }

  get totals(): Filesystem["totals"] {
    const content = this.perLayer.reduce((sum, layer) => sum + layer.content, 0)
    const wasted = this.perLayer.reduce((sum, layer) => sum + layer.wasted, 0)
    return { content, filesystem: this.#filesystem, wasted, files: this.#files }
  }

  #count(place: Place, change: 1 | -1): number {
    const column = this.#names[place.layer]
    const count = this.names(place) + change
    if (column) column[place.row] = count
    return count
  }

  /** True where the same content comes again under the path that its own layer gives it: only owner, mode or time can differ. */
  #isCopied(place: Place, { successor }: Fate): boolean {
    return (
      successor !== null &&
      identityOf(successor) !== identityOf(place) &&
      this.#tree.sameContent(place, successor) &&
      this.#tree.path(place) === this.#tree.path(successor)
    )
  }

  #write(place: Place, fate: Fate): void {
    const bytes = this.#tree.size(place)
    if (bytes === 0) return
    const { byLayer } = fate
    const copied = this.#isCopied(place, fate) || this.#copied.get(identityOf(place)) === byLayer
    const cause = copied ? "metadata-only" : fate.cause
    this.#filesystem -= bytes
    const sums = this.perLayer[place.layer]
    if (sums) sums.wasted += bytes
    this.waste.push({ cause, bytes, path: `/${this.#tree.path(place)}`, fromLayer: place.layer, byLayer })
  }
}

import { EntryType, type Listing } from "../model/index.ts"

/** Where the facts of one entry stand: a row of a layer's listing. A file's identity, shared by all its names. */
export interface Place {
  readonly layer: number
  readonly row: number
}

/** One name in the tree, as lean as can be: there may be millions. Of a hard link, layer and row are those of the file that it names. */
export interface Node {
  readonly name: string
  /** Null for the root alone. */
  readonly parent: Node | null
  /** Null for all but directories. */
  children: Map<string, Node> | null
  layer: number
  row: number
}

/** A directory that no layer lists. */
export const IMPLIED: Place = { layer: -1, row: -1 }

/** The layer of a node that is no longer in the tree. */
export const GONE = -2

/** The names of an image and the listings that hold their facts. */
export class Tree {
  readonly listings: readonly (Listing | null)[]
  readonly root: Node = { name: "", parent: null, children: new Map(), ...IMPLIED }

  constructor(listings: readonly (Listing | null)[]) {
    this.listings = listings
  }

  type({ layer, row }: Place): EntryType {
    return (this.listings[layer]?.types[row] ?? EntryType.directory) as EntryType
  }

  /** Bytes; 0 for all but files. */
  size(place: Place): number {
    return this.type(place) === EntryType.file ? (this.listings[place.layer]?.sizes[place.row] ?? 0) : 0
  }

  hash({ layer, row }: Place): number {
    return this.listings[layer]?.hashes[row] ?? 0
  }

  /** As its layer writes it: from the root, without a leading slash. */
  path({ layer, row }: Place): string {
    return this.listings[layer]?.paths[row] ?? ""
  }

  target({ layer, row }: Place): string {
    return this.listings[layer]?.targets[row] ?? ""
  }

  /** True where both are regular files of the same content, as far as size and a 53-bit hash can tell. */
  sameContent(one: Place, other: Place): boolean {
    return (
      this.type(one) === EntryType.file &&
      this.type(other) === EntryType.file &&
      this.size(one) === this.size(other) &&
      this.hash(one) === this.hash(other)
    )
  }
}

/** Equal for the names of one file, and for no others. */
export const identityOf = ({ layer, row }: Place): string => `${layer}:${row}`

/** The absolute path of a node. */
export function pathOf(node: Node): string {
  const names: string[] = []
  for (let at = node; at.parent !== null; at = at.parent) names.push(at.name)
  return `/${names.toReversed().join("/")}`
}

/** Where an entry of a payload has nobody, or nothing, to name. */
export const NONE = -1

/**
 * A tree of files in columns, as it lies in the page. Folders stand in preorder, the root first and unnamed; files stand
 * folder by folder in the same order. Runs are pairs of a value and how often it follows itself.
 */
export interface Columns {
  /** Names of folders but the root's, joined by `/`. */
  readonly folders: string
  /** How deep each of them is; 1 is below the root. */
  readonly depths: readonly number[]
  /** How many files lie directly in each folder, the root first. */
  readonly counts: readonly number[]
  /** Names of files, joined by `/`. An empty one stands for what lies directly in its folder. */
  readonly names: string
  readonly bytes: readonly number[]
  /** Runs: the layer of each file, or `NONE`. */
  readonly layers: readonly number[]
  /** Runs: the owner of each file, an index into `owners`, or `NONE`. */
  readonly ownerOf: readonly number[]
  readonly owners: readonly Owner[]
  /** Pairs: a further name of a file of several, and its first name; both count files. */
  readonly links: readonly number[]
}

/** Whose files are: a package, or why they were wasted. */
export interface Owner {
  /** What kind of owner: `deb`, `npm`. */
  readonly kind: string
  readonly name: string
  readonly version: string
}

/** What the explorer of one image is made of. */
export interface Payload {
  /** `files`: every one. `folders`: the report lists none. `capped`: there are too many for one page. */
  readonly listing: "files" | "folders" | "capped"
  /** The instruction that made each layer; empty where nobody says. */
  readonly layers: readonly string[]
  readonly visible: Columns
  /** What no container can see; null where there is nothing. */
  readonly wasted: Columns | null
  /** What the report leaves out of the above, the smallest. */
  readonly wasteOmitted: { readonly items: number; readonly bytes: number }
  /** Folders that grew since the image it is compared with, by what; null where there are none. */
  readonly grown: Columns | null
}

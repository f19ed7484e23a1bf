import type { EntryType } from "./listing.ts"

/** One path that a container sees. `path` is absolute: `/etc/passwd`; the root is `/`. A directory that no layer lists is root's, mode 755. */
export interface File {
  readonly path: string
  /** Never a whiteout or a hard link: every name of a file has the file's own type. */
  readonly type: EntryType
  /** Bytes; 0 for all but files. */
  readonly size: number
  readonly mode: number
  readonly uid: number
  readonly gid: number
  /** Target of a symlink as written; `""` for everything else. */
  readonly target: string
  /** The layer that holds this file's bytes (of a hard link: the file it names). -1 for a directory that no layer lists. */
  readonly layer: number
  /** Row in that layer's listing; -1 for a directory that no layer lists. */
  readonly row: number
  /** Number of names of this file; 1 for all but hard-linked files. */
  readonly links: number
}

/** Bytes that are shipped and not seen, or seen more than once. */
export interface Waste {
  readonly cause: "overwritten" | "deleted" | "metadata-only" | "duplicate"
  readonly bytes: number
  /** Absolute path of the copy that is wasted; of a hidden one as `fromLayer` writes it. */
  readonly path: string
  /** The layer that holds the wasted bytes. */
  readonly fromLayer: number
  /** The layer that overwrote or deleted them; null for duplicates. */
  readonly byLayer: number | null
  /** Absolute path of the copy that is kept; only for duplicates. */
  readonly sameAs?: string
}

/** One tree of an image: what a container sees after all layers, and what lies hidden beneath it. */
export interface Filesystem {
  /** The entry at an absolute path, following no link at its end but following symlinked parents. */
  get(path: string): File | undefined
  /** As `get`, but follows symlinks at its end too, at most 40; undefined where it leads nowhere or in circles. */
  resolve(path: string): File | undefined
  /** Every path that a container sees but the root: a directory, then all that is in it, names in order of code units. */
  [Symbol.iterator](): Iterator<File>
  /** Names in a directory, sorted likewise; undefined where it is none. Follows symlinks, as `resolve`. */
  list(path: string): readonly string[] | undefined
  /**
   * Wasted bytes, largest first, then by path, then by layer. Those of the causes `overwritten`, `deleted` and
   * `metadata-only` add up to `totals.wasted`; duplicates are still visible and stand beside it.
   */
  readonly waste: readonly Waste[]
  /** In bytes, but `files`. `content` = `filesystem` + `wasted`, always. */
  readonly totals: {
    /** Sum of regular-file sizes over all layers. */
    readonly content: number
    /** Sum of regular-file sizes that a container sees, hard links once. */
    readonly filesystem: number
    readonly wasted: number
    /** Paths of regular files that a container sees, every name of a hard link. */
    readonly files: number
  }
  /** Per layer, by its index: wasted bytes that it holds (duplicates apart), content bytes, number of regular-file entries. */
  readonly perLayer: readonly { readonly wasted: number; readonly content: number; readonly files: number }[]
  /** Oddities that only the merge can see: hard links to no file, which no container sees. Paths are absolute. */
  readonly missingLinkTargets: readonly { readonly path: string; readonly target: string; readonly layer: number }[]
}

/** What one row of a listing is. Whiteouts are told apart by name when the layer is read, so that the merge knows nothing of naming. */
export const EntryType = {
  file: 0,
  directory: 1,
  symlink: 2,
  /** A further name of a file; its target is a path from the root of the same layer. */
  hardlink: 3,
  /** Character or block device. */
  device: 4,
  fifo: 5,
  /** `.wh.NAME`: `path` is the path that it hides in the layers below. OCI image-spec, layer.md#whiteouts. */
  whiteout: 6,
  /** `.wh..wh..opq`: `path` is the directory whose lower children it hides. */
  opaque: 7,
} as const

export type EntryType = (typeof EntryType)[keyof typeof EntryType]

/**
 * The entries of one layer in tar order, one row each, in columns: a million entries as objects would take ten times
 * the memory and could not cross a thread cheaply. Every column has `length` rows.
 */
export interface Listing {
  readonly length: number
  readonly types: Uint8Array
  /**
   * Paths from the root without a leading `/`, `.`, `..`, `//` or trailing `/`; `""` is the root itself. Bytes that are
   * not UTF-8 stand as lone surrogates U+DC80..U+DCFF, one each, so that no two names become one.
   */
  readonly paths: readonly string[]
  /** Link targets: as written for symlinks, cleaned like `paths` for hard links, `""` for everything else. */
  readonly targets: readonly string[]
  /** Bytes a reader of the file would get; a sparse file counts its holes. 0 for all but files. */
  readonly sizes: Float64Array
  /** Permission bits with setuid, setgid and sticky: the low 12 bits. */
  readonly modes: Uint16Array
  readonly uids: Float64Array
  readonly gids: Float64Array
  /** Seconds since 1970, may be negative or have a fraction. */
  readonly mtimes: Float64Array
  /** Hash of a file's content in 53 bits, equal for equal content within one run; 0 for all but files. */
  readonly hashes: Float64Array
}

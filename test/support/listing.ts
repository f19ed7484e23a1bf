import { EntryType, type Listing } from "../../src/model/index.ts"

/** One row of a listing, as a test writes it. */
export interface Row {
  readonly type: EntryType
  readonly path: string
  readonly target?: string
  readonly size?: number
  readonly mode?: number
  readonly uid?: number
  readonly gid?: number
  readonly mtime?: number
  readonly hash?: number
}

/** A regular file; unless `hash` is given, files of equal size are of equal content. */
export const file = (path: string, size = 1, more: Partial<Row> = {}): Row => ({
  type: EntryType.file,
  path,
  size,
  hash: size,
  ...more,
})
export const directory = (path: string, more: Partial<Row> = {}): Row => ({ type: EntryType.directory, path, ...more })
export const symlink = (path: string, target: string): Row => ({ type: EntryType.symlink, path, target })
export const hardlink = (path: string, target: string): Row => ({ type: EntryType.hardlink, path, target })
export const device = (path: string): Row => ({ type: EntryType.device, path })
export const whiteout = (path: string): Row => ({ type: EntryType.whiteout, path })
export const opaque = (path: string): Row => ({ type: EntryType.opaque, path })

/** The listing of a layer with these rows, in this order. */
export function listing(...rows: readonly Row[]): Listing {
  return {
    length: rows.length,
    types: Uint8Array.from(rows, (row) => row.type),
    paths: rows.map((row) => row.path),
    targets: rows.map((row) => row.target ?? ""),
    sizes: Float64Array.from(rows, (row) => row.size ?? 0),
    modes: Uint16Array.from(rows, (row) => row.mode ?? 0),
    uids: Float64Array.from(rows, (row) => row.uid ?? 0),
    gids: Float64Array.from(rows, (row) => row.gid ?? 0),
    mtimes: Float64Array.from(rows, (row) => row.mtime ?? 0),
    hashes: Float64Array.from(rows, (row) => row.hash ?? 0),
  }
}

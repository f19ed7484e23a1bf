import type { PackageRecord } from "../model/index.ts"

/** A package as a file that a container sees names it. */
export interface Found {
  readonly record: PackageRecord
  /** Absolute. */
  readonly path: string
  /** The layer that wrote `path`. */
  readonly layer: number
  /** The layer that wrote the list of its files; `layer` where nobody keeps one apart. */
  readonly listLayer: number
  readonly files: readonly string[]
  readonly folders: readonly string[]
}

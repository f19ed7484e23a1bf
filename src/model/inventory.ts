import type { File } from "./filesystem.ts"
import type { Problem } from "./problem.ts"

/** Types of the packages that a distribution is made of: their managers know whose each file is. */
export const SYSTEM_TYPES: ReadonlySet<string> = new Set(["deb", "apk", "rpm", "alpm"])

/** One package that is installed in an image. */
export interface Package {
  /** As in a package URL: `deb`, `apk`, `rpm`, `alpm`, `npm`, `pypi`, `gem`, `golang`, `cargo`, `maven`, `composer`, `nuget`, `generic`. */
  readonly type: string
  readonly name: string
  readonly version: string
  /** Absolute path of the file that says so. */
  readonly path: string
  /** The layer that brought it: the one that holds most of its visible bytes, else the one that wrote `path`. */
  readonly layer: number
  /** Bytes that a container sees of the files that are its own: each file is one package's, or nobody's. */
  readonly bytes: number
  /** Paths of regular files that a container sees and that are its own. */
  readonly files: number
  readonly requires: readonly string[]
  readonly requiresForDevelopment: readonly string[]
  readonly provides: readonly string[]
  /** What it was built from; its own name where nobody says. */
  readonly source: string
  readonly architecture: string
  /** True for the application itself. */
  readonly isApplication: boolean
  /** True where its manager noted that it serves the application's development alone. */
  readonly isForDevelopment: boolean
}

/** What is installed in an image, and whose its bytes are. */
export interface Inventory {
  /** Sorted by type, name, version and path. */
  readonly packages: readonly Package[]
  /** Whose a path that a container sees is; undefined where it is nobody's. */
  ownerOf(path: string): Package | undefined
  /** The same of a file at hand, at a fraction of the cost. */
  ownerOfFile(file: Pick<File, "layer" | "row">): Package | undefined
  /** What a container sees and no package owns. With the bytes of all packages it adds up to `totals.filesystem`. */
  readonly unowned: { readonly bytes: number; readonly files: number }
  /** By layer: content bytes of each package's files in it, seen or hidden, and the rest. They add up to the layer's content. */
  readonly perLayer: readonly { readonly bytes: ReadonlyMap<Package, number>; readonly unowned: number }[]
  /** What could not be read. */
  readonly problems: readonly Problem[]
}

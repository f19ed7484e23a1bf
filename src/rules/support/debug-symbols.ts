import type { Image } from "../../model/index.ts"
import { EntryType } from "../../model/index.ts"
import { factsOf } from "./facts.ts"
import { originOf } from "./origin.ts"
import { isVendored } from "./paths.ts"
import { programFiles } from "./program-files.ts"

/** A file that only a debugger needs, wholly or in part. */
export interface DebugFile {
  readonly path: string
  /** The layer that first brought it. */
  readonly layer: number
  /** What would be saved. */
  readonly bytes: number
  readonly kind: "go" | "program" | "pdb" | "map"
}

/** Less than this of one program is its symbol table at most, which profilers and crash reports use. */
const LEAST_OF_A_PROGRAM = 100_000
/** Where distributions and runtimes keep what is theirs. People build applications in `/usr/src`, and web servers have theirs in `/usr/share`. */
const SYSTEM =
  /^\/(?:usr\/(?!src\/|local\/|share\/(?:nginx\/html|caddy)\/)|lib\w{0,3}\/|opt\/(?:java|microsoft)\/|nix\/)/
/** Toolchains, which other rules tell as a whole. */
const TOOLCHAIN = /^\/usr\/(?:local|lib)\/go\/|\/[.]?rustup\//
const MAP = /[.](?:[cm]?js|css)[.]map$/

/** What no package brought and no base, in no order. */
export function debugFiles(image: Image): readonly DebugFile[] {
  const found = [...programs(image), ...besides(image)]
  return found.filter(
    ({ path, layer }) => (image.base === null || layer >= image.base.layers) && !isOthers(image, path),
  )
}

function isOthers(image: Image, path: string): boolean {
  if (isVendored(path) || TOOLCHAIN.test(path)) return true
  const owner = image.inventory.ownerOf(path)
  return owner !== undefined && !owner.isApplication
}

function* programs(image: Image): Generator<DebugFile> {
  for (const { file, fact } of programFiles(image)) {
    if (fact.kind !== "elf" || (fact.type !== "executable" && fact.type !== "shared")) continue
    if (fact.debugBytes < LEAST_OF_A_PROGRAM) continue
    const isGo = factsOf(image, file).some((said) => said.kind === "packages")
    const layer = originOf(image.files, file)
    yield { path: file.path, layer, bytes: fact.debugBytes, kind: isGo ? "go" : "program" }
  }
}

/** Files that lie beside programs for their debuggers, looked for in the rows of the layers. */
function* besides({ layers, files }: Image): Generator<DebugFile> {
  for (const { index, listing } of layers)
    for (let row = 0; row < (listing?.length ?? 0); row++) {
      const name = listing!.paths[row]!
      const kind = name.endsWith(".map") ? "map" : name.endsWith(".pdb") ? "pdb" : undefined
      if (kind === undefined || listing!.types[row] !== EntryType.file) continue
      const file = files.get(`/${name}`)
      if (file?.layer !== index || file.row !== row || SYSTEM.test(file.path)) continue
      // Molecules are kept in files of that name, too.
      const isDebug =
        kind === "map"
          ? MAP.test(file.path)
          : [".dll", ".exe"].some((end) => files.get(file.path.replace(/[.]pdb$/, end)) !== undefined)
      if (isDebug) yield { path: file.path, layer: originOf(files, file), bytes: file.size, kind }
    }
}

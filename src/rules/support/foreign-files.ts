import type { Image } from "../../model/index.ts"
import { originOf } from "./origin.ts"
import { programFiles } from "./program-files.ts"
import { foreignTo } from "./start/architecture.ts"

/** A program or library for another system than the image is for. */
export interface ForeignFile {
  readonly path: string
  /** The layer that first brought it. */
  readonly layer: number
  readonly mode: number
  /** `macOS`, `Windows`, `Linux on arm64`. */
  readonly system: string
}

/** An image's programs and libraries by whether its platform can run them. */
interface Sorted {
  readonly foreign: readonly ForeignFile[]
  /** Paths. */
  readonly fitting: readonly string[]
}

const sorted = new WeakMap<Image, Sorted>()

/**
 * What the base brought is not among the foreign ones. Where most of an image is for one other processor, its config
 * names the wrong platform: then no ELF file is foreign.
 */
export function foreignFiles(image: Image): Sorted {
  const known = sorted.get(image) ?? sort(image)
  sorted.set(image, known)
  return known
}

function sort(image: Image): Sorted {
  const foreign: ForeignFile[] = []
  const fitting: string[] = []
  let elsewhere = 0
  for (const { file, fact } of programFiles(image)) {
    // Objects of a kernel or a linker run nowhere by themselves.
    if (fact.kind === "elf" && fact.type !== "executable" && fact.type !== "shared") continue
    const machine = foreignTo(image, file)
    if (machine === null) fitting.push(file.path)
    else {
      if (fact.kind === "elf") elsewhere++
      const { path, mode } = file
      const layer = originOf(image.files, file)
      const system = fact.kind === "elf" ? `Linux on ${machine}` : machine
      if (image.base === null || layer >= image.base.layers) foreign.push({ path, layer, mode, system })
    }
  }
  const isMisnamed = elsewhere > fitting.length
  return { foreign: isMisnamed ? foreign.filter(({ system }) => !system.startsWith("Linux")) : foreign, fitting }
}

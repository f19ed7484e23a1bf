import { EntryType, type File, type Image } from "../../model/index.ts"
import { decodeCapabilities, type FileCapabilities } from "./capabilities.ts"
import { byTree } from "./paths.ts"

/** A file that a container sees, and the capabilities that it gives to whoever starts it; null where they are in no form that the kernel knows. */
export interface CapableFile {
  readonly file: File
  readonly capabilities: FileCapabilities | null
}

const capable = new WeakMap<Image, readonly CapableFile[]>()

/** Every visible file that has capabilities, in the order of the tree. */
export function capableFiles(image: Image): readonly CapableFile[] {
  const known = capable.get(image)
  if (known) return known
  const found = new Map<string, CapableFile>()
  for (const { index, listing, capabilities } of image.layers)
    for (const [row, bytes] of capabilities) {
      const file = image.files.get(`/${listing?.paths[row] ?? ""}`)
      if (file?.type !== EntryType.file || file.layer !== index) continue
      // A hard link's record is the file's as well.
      if (file.row !== row && listing?.types[row] !== EntryType.hardlink) continue
      found.set(`${file.layer}:${file.row}`, { file, capabilities: decodeCapabilities(bytes) })
    }
  const files = [...found.values()].toSorted((a, b) => byTree(a.file.path, b.file.path))
  capable.set(image, files)
  return files
}

/** True where starting a file gives a capability. */
export const hasCapability = (image: Image, { layer, row }: Pick<File, "layer" | "row">, name: string): boolean =>
  capableFiles(image).some(
    ({ file, capabilities }) =>
      file.layer === layer && file.row === row && capabilities !== null && capabilities.permitted.includes(name),
  )

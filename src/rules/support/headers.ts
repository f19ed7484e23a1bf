import type { Filesystem, Image } from "../../model/index.ts"
import { join, parentOf } from "./paths.ts"
import { survey } from "./survey.ts"
import { expand } from "./tree.ts"

/** An interpreter brings the headers of its own extension interface along, and slim bases ship them: no slip of this build. */
const INTERPRETERS = /^(?:node|python[0-9.a-z]*|pypy[0-9.]*|ruby-[0-9.]+|php|openresty|erl_[a-z]+)$/
const INCLUDE_FOLDERS = ["/usr/include", "/usr/local/include"]
const KERNEL = ["/usr/src/linux-headers-*", "/usr/src/kernels/*"]
const LIBRARY_FOLDER =
  /^(?:\/usr(?:\/local)?)?\/lib(?:32|64)?(?:\/[a-z0-9_]+-linux-[a-z0-9]+)?$|^\/usr(?:\/local)?\/lib\/python3[^/]*\/config-[^/]+$/

/** Folders and files of headers, an interpreter's own left out. */
export function headerPaths(files: Filesystem): string[] {
  const own = INCLUDE_FOLDERS.flatMap((folder) =>
    (files.list(folder) ?? []).filter((name) => !INTERPRETERS.test(name)).map((name) => join(folder, name)),
  )
  return [...own, ...KERNEL.flatMap((pattern) => expand(files, pattern))]
}

/** Static libraries in the folders where linkers look; those of a toolchain's own folder are counted with it. */
export const staticLibraryPaths = (image: Image): string[] =>
  survey(image)
    .staticLibraries.map(({ path }) => path)
    .filter((path) => LIBRARY_FOLDER.test(parentOf(path)))

import type { File, Image } from "../../model/index.ts"
import { EntryType } from "../../model/index.ts"
import { byTree, nameOf, parentOf } from "./paths.ts"
import { PROGRAM_NAMES } from "./tools.ts"

/** Files from this size on are looked at one by one. */
export const LARGE_FILE_BYTES = 50_000_000

/** What several rules look for in all files of an image, gathered in one walk. */
export interface Survey {
  /** Executables by the name that a tool goes by: `gcc` for `x86_64-linux-gnu-gcc-12`. */
  readonly programs: ReadonlyMap<string, readonly File[]>
  /** Files that a version control system's directory can't be without, and `.git` files. */
  readonly repositoryMarks: readonly File[]
  /** `*.a`. */
  readonly staticLibraries: readonly File[]
  readonly large: readonly File[]
}

const TRIPLET = /^(?:[a-z0-9_]+-){1,2}linux(?:-(?:gnu|musl|uclibc)[a-z0-9]*)?-/
const VERSION = /-?[0-9]+(?:[.][0-9]+){0,3}$/
const LONGEST_NAME = 80

/** The tool's own name in a program's: no target triplet before it, no version after it. */
function programName(name: string): string | undefined {
  if (PROGRAM_NAMES.has(name)) return name
  const isVersioned = /[0-9]$/.test(name)
  // Nearly every name ends here.
  if (name.length > LONGEST_NAME || !(isVersioned || name.includes("-linux-"))) return undefined
  const bare = name.replace(TRIPLET, "")
  const unversioned = bare.replace(VERSION, "")
  if (PROGRAM_NAMES.has(bare)) return bare
  return PROGRAM_NAMES.has(unversioned) ? unversioned : undefined
}

const MARKS = new Map([
  ["HEAD", ".git"],
  ["requires", ".hg"],
  ["00changelog.i", ".hg"],
  ["wc.db", ".svn"],
  ["entries", ".svn"],
])

const surveys = new WeakMap<Image, Survey>()

/**
 * Looks over the files once per image, however many rules ask. The rows of the layers are searched, and only what is
 * found there is looked up in the merged tree: half the time of a walk through the tree.
 */
export function survey(image: Image): Survey {
  const known = surveys.get(image)
  if (known) return known
  const programs = new Map<string, File[]>()
  const result = { programs, repositoryMarks: [] as File[], staticLibraries: [] as File[], large: [] as File[] }
  for (const file of candidates(image)) {
    const name = nameOf(file.path)
    if (file.size >= LARGE_FILE_BYTES) result.large.push(file)
    if (name.endsWith(".a")) result.staticLibraries.push(file)
    if (isRepositoryMark(file.path, name)) result.repositoryMarks.push(file)
    const program = (file.mode & 0o111) !== 0 && file.size > 0 ? programName(name) : undefined
    if (program === undefined) continue
    const same = programs.get(program)
    if (same) same.push(file)
    else programs.set(program, [file])
  }
  surveys.set(image, result)
  return result
}

const isRepositoryMark = (path: string, name: string): boolean =>
  name === ".git" || (MARKS.has(name) && nameOf(parentOf(path)) === MARKS.get(name))

/** Visible files that one of the lists may want, each once, folders whole. */
function candidates({ files, layers }: Image): File[] {
  const found = new Map<string, File>()
  for (const { listing } of layers)
    for (let row = 0; row < (listing?.length ?? 0); row++) {
      const type = listing!.types[row]
      if (type !== EntryType.file && type !== EntryType.hardlink) continue
      const path = listing!.paths[row]!
      if (!isCandidate(path, listing!.sizes[row]!)) continue
      const file = files.get(`/${path}`)
      if (file?.type === EntryType.file) found.set(file.path, file)
    }
  return [...found.values()].toSorted((a, b) => byTree(a.path, b.path))
}

function isCandidate(path: string, size: number): boolean {
  const name = nameOf(path)
  return (
    size >= LARGE_FILE_BYTES ||
    name.endsWith(".a") ||
    MARKS.has(name) ||
    name === ".git" ||
    programName(name) !== undefined
  )
}

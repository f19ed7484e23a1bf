import type { ElfFact, File, Image } from "../../../model/index.ts"
import { reach } from "../access.ts"
import { join, nameOf, parentOf } from "../paths.ts"
import { variable } from "../program.ts"
import { readText } from "../read-text.ts"
import { expand } from "../tree.ts"
import { hasMusl } from "./interpreter.ts"

/** Files that say where loaders look for libraries: what a rule that uses this declares as its `reads`. */
export const LOADER_FILES = ["/etc/ld.so.conf", "/etc/ld.so.conf.d/*.conf", "/etc/*.path"] as const

/** Where the C library of an image has programs look for libraries beside what they say themselves. */
export interface LibraryFolders {
  readonly kind: "glibc" | "musl"
  /** `LD_LIBRARY_PATH`. */
  readonly first: readonly string[]
  readonly last: readonly string[]
}

const TRIPLETS = ["*-linux-gnu", "*-linux-gnueabihf", "*-linux-gnueabi", "*-linux-gnux32"]
const GLIBC_FOLDERS = [
  ..."/lib /usr/lib /lib64 /usr/lib64 /lib32 /usr/lib32 /libx32 /usr/libx32 /usr/local/lib /usr/local/lib64".split(" "),
  ...["/lib", "/usr/lib", "/usr/local/lib"].flatMap((folder) => TRIPLETS.map((triplet) => join(folder, triplet))),
]
const MUSL_FOLDERS = ["/lib", "/usr/local/lib", "/usr/lib"]

/** The folders for a program with this loader; null where they can't be told, or it is not there to search them. */
export function libraryFolders(image: Image, interpreter: string): LibraryFolders | null {
  if (reach(image, interpreter).kind !== "file") return null
  const given = variable(image, "LD_LIBRARY_PATH")
  if (given !== undefined && (given.includes("$") || given.split(/[:;]/).some((folder) => !folder.startsWith("/"))))
    return null
  const first = given?.split(/[:;]/) ?? []
  if (/^\/lib\/ld-musl-[\w.-]+$/.test(interpreter)) {
    const paths = muslFolders(image, interpreter)
    return paths === null ? null : { kind: "musl", first, last: paths }
  }
  // With gcompat, glibc's programs run on musl, with libraries of its own.
  if (!/^\/lib\w{0,3}\/ld-linux[\w.-]*$|^\/lib\/ld[.\d]*so[.\d]*$/.test(interpreter) || hasMusl(image)) return null
  const configured = configuredFolders(image, "/etc/ld.so.conf", 0)
  if (configured === null) return null
  const standard = GLIBC_FOLDERS.flatMap((folder) => (folder.includes("*") ? expand(image.files, folder) : [folder]))
  return { kind: "glibc", first, last: [...configured, ...standard] }
}

function muslFolders(image: Image, interpreter: string): readonly string[] | null {
  const path = `/etc/${nameOf(interpreter).replace(/[.]so[.]1$/, "")}.path`
  if (image.files.resolve(path) === undefined) return MUSL_FOLDERS
  const text = readText(image, path)
  return text === null ? null : text.split(/[:\n]/).filter((folder) => folder.startsWith("/"))
}

const MOST_INCLUDES = 4

/** ldconfig(8): a folder a line, and `include` with a pattern; null where one of the files was not kept. */
function configuredFolders(image: Image, path: string, depth: number): string[] | null {
  if (image.files.resolve(path) === undefined) return []
  const text = readText(image, path)
  if (text === null || depth > MOST_INCLUDES) return null
  const folders: string[] = []
  for (const line of text.split("\n")) {
    const words = line
      .replace(/#.*/, "")
      .trim()
      .split(/[\s:,]+/)
    if (words[0] !== "include") folders.push(...words.filter((word) => word.startsWith("/")))
    else
      for (const pattern of words.slice(1))
        for (const included of expand(image.files, pattern.startsWith("/") ? pattern : `/etc/${pattern}`)) {
          const more = configuredFolders(image, included, depth + 1)
          if (more === null) return null
          folders.push(...more)
        }
  }
  return folders
}

/** An object that was loaded, with the one that asked for it. */
export interface Loaded {
  readonly file: File
  readonly elf: ElfFact
  readonly by: Loaded | null
}

/** Folders that an object's own path names; null where one can't be told. ld.so(8), dynamic string tokens. */
function ownFolders({ file }: Loaded, path: string): readonly string[] | null {
  const folders = path
    .split(":")
    .filter((folder) => folder !== "")
    .map((folder) => folder.replace(/\$ORIGIN|\$\{ORIGIN\}/g, parentOf(file.path)))
  return folders.some((folder) => folder.includes("$") || !folder.startsWith("/")) ? null : folders
}

/** Libraries that ask for each other in a row. */
const DEEPEST = 100

/** Folders that are searched for what an object needs, in order; null where they can't be told. */
export function searchPath(object: Loaded, { kind, first, last }: LibraryFolders): readonly string[] | null {
  const inherited: (readonly string[] | null)[] = []
  const chain: Loaded[] = []
  for (let at: Loaded | null = object; at !== null; at = at.by) if (chain.push(at) > DEEPEST) return null
  const own = ownFolders(object, object.elf.runpath)
  if (kind === "musl") for (const at of chain) inherited.push(ownFolders(at, at.elf.runpath || at.elf.rpath))
  else if (object.elf.runpath === "")
    for (const at of chain) if (at.elf.runpath === "") inherited.push(ownFolders(at, at.elf.rpath))
  const all = kind === "musl" ? [first, ...inherited, last] : [...inherited, first, own, last]
  return all.includes(null) ? null : all.flatMap((folders) => folders ?? [])
}

/** The file that a name leads to in these folders; null where it is in none, undefined where that can't be told. */
export function findLibrary(image: Image, name: string, folders: readonly string[]): File | null | undefined {
  for (const path of name.includes("/")
    ? [name]
    : folders.map((folder) => join(folder.replace(/\/+$/, "") || "/", name))) {
    const reached = path.startsWith("/") ? reach(image, path) : undefined
    if (reached === undefined || reached.kind === "unknown") return undefined
    if (reached.kind === "file") return reached.file
  }
  return null
}

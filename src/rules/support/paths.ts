/** Last component of a path. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1)

/** The folder that a path lies in; `/` for what lies in the root. */
export const parentOf = (path: string): string => path.slice(0, path.lastIndexOf("/")) || "/"

/** Joins an absolute folder and a name. */
export const join = (folder: string, name: string): string => (folder === "/" ? `/${name}` : `${folder}/${name}`)

/** True where a path is that folder or lies in it. */
export const isWithin = (path: string, folder: string): boolean =>
  folder === "/" || path === folder || (path.startsWith(folder) && path[folder.length] === "/")

/** Compares paths so that a folder's content follows it at once: the separator is lowest. */
export function byTree(a: string, b: string): number {
  if (a === b) return 0
  return a.replaceAll("/", "\0") < b.replaceAll("/", "\0") ? -1 : 1
}

/** An absolute path without `.`, `..`, doubled or trailing slashes; relative ones start at the root. */
export function clean(path: string): string {
  const parts: string[] = []
  for (const part of path.split("/")) {
    if (part === "..") parts.pop()
    else if (part !== "" && part !== ".") parts.push(part)
  }
  return `/${parts.join("/")}`
}

/** The deepest folder that holds all of these paths. */
export function commonFolder(paths: Iterable<string>): string {
  let common: string | undefined
  for (const path of paths) {
    common ??= parentOf(path)
    while (!isWithin(path, common)) common = parentOf(common)
  }
  return common ?? "/"
}

const SHOWN = 3

const LONGEST = 72
/** Of a longer path so much of its beginning is shown, and of its end. */
const HEAD = 40
const TAIL = 30

/** Names of content by its hash: nobody reads them, and each fills a line. */
const HASH = /(?<=[/._-])([0-9a-f]{7})[0-9a-f]{25,}(?=[/._-]|$)/g

/** A path short enough for a sentence: its beginning and its end, cut between folders where they are not too long. */
function shorten(path: string): string {
  const short = path.length > 4096 ? path : path.replace(HASH, "$1…")
  if (short.length <= LONGEST) return short
  const head = short.lastIndexOf("/", HEAD) + 1
  const tail = short.indexOf("/", short.length - TAIL)
  return `${short.slice(0, head > 1 ? head : HEAD)}…${tail < 0 ? short.slice(-24) : short.slice(tail)}`
}

/** The first three paths, and how many more there are: `/a, /b, /c and 9 more`. */
export function listPaths(paths: readonly string[]): string {
  const shown = paths.slice(0, SHOWN).map(shorten).join(", ")
  return paths.length > SHOWN ? `${shown} and ${paths.length - SHOWN} more` : shown
}

/** Folders of other people's packages and test data: what lies there is no slip of this image's author. */
const VENDORED =
  /\/(?:node_modules|bower_components|site-packages|dist-packages|vendor|testdata|fixtures|__fixtures__|pkg\/mod)\//

/** True where a path lies among vendored packages or test fixtures. */
export const isVendored = (path: string): boolean => VENDORED.test(path)

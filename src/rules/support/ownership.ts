import type { Image } from "../../model/index.ts"

/** Where package managers keep the names of the files that they own; `*` stands for one name. */
export const PACKAGE_LISTS = [
  "/var/lib/dpkg/info/*.list",
  "/var/lib/dpkg/status.d/*.md5sums",
  "/lib/apk/db/installed",
  "/usr/lib/apk/db/installed",
] as const

/** Trees that a package manager fills and people leave alone: settings and homes are edited after they were installed. */
const INSTALLED = /^\/(?:usr|lib\w{0,3}|bin|sbin|opt)\//
/** Debian and Alpine merge `/lib` and the like into `/usr`; their lists name either. */
const canonical = (path: string): string => path.replace(/^\/(lib\w{0,3}|bin|sbin)\//, "/usr/$1/")

const owned = new WeakMap<Image, readonly (ReadonlySet<string> | null)[]>()

/**
 * True where the package manager's own list, written in the same layer, names the file: a file that another layer
 * changed is nobody's. Null where the image has no such lists.
 */
export function isOwned(image: Image, layer: number, path: string): boolean | null {
  let known = owned.get(image)
  if (known === undefined) {
    known = image.layers.map(listedIn)
    owned.set(image, known)
  }
  if (known.every((paths) => paths === null)) return null
  return INSTALLED.test(path) && known[layer]?.has(canonical(path)) === true
}

/** Every path that the package lists of a layer name; null where it has none. */
function listedIn({ listing, captures }: Image["layers"][number]): ReadonlySet<string> | null {
  const paths = new Set<string>()
  let found = false
  for (const [row, bytes] of captures) {
    const read = READERS.find(({ pattern }) => pattern.test(listing?.paths[row] ?? ""))?.read
    if (read === undefined) continue
    found = true
    for (const path of read(Buffer.from(bytes).toString("utf8"))) paths.add(canonical(path))
  }
  return found ? paths : null
}

const lines = (text: string): string[] => text.split("\n")

const READERS: readonly { readonly pattern: RegExp; readonly read: (text: string) => Iterable<string> }[] = [
  { pattern: /^var\/lib\/dpkg\/info\/[^/]+\.list$/, read: lines },
  {
    pattern: /^var\/lib\/dpkg\/status\.d\/[^/]+\.md5sums$/,
    read: (text) => lines(text).map((line) => `/${line.replace(/^\S+\s+/, "")}`),
  },
  { pattern: /^(?:usr\/)?lib\/apk\/db\/installed$/, read: readApk },
]

/** `F:` names a folder, each `R:` after it a file in it. apk-tools, apk-v2(5). */
function* readApk(text: string): Iterable<string> {
  let folder = ""
  for (const line of lines(text))
    if (line.startsWith("F:")) folder = line.slice(2)
    else if (line.startsWith("R:")) yield `/${folder}/${line.slice(2)}`
}

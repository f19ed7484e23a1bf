import { SYSTEM_TYPES, type Image } from "../../model/index.ts"

/** Trees that a package manager fills and people leave alone: settings and homes are edited after they were installed. */
const INSTALLED = /^\/(?:usr|lib\w{0,3}|bin|sbin|opt)\//
/** Distributions merge `/lib` and the like into `/usr`; their lists name either. */
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

/** Every path that the package lists of a layer name, whether a container sees the list or not; null where it has none. */
function listedIn({ facts }: Image["layers"][number]): ReadonlySet<string> | null {
  let paths: Set<string> | null = null
  for (const said of facts.values())
    for (const fact of said) {
      if (fact.kind !== "packages") continue
      for (const { type, files } of fact.packages) {
        if (files === undefined || !SYSTEM_TYPES.has(type)) continue
        paths ??= new Set()
        for (const path of files) paths.add(canonical(path))
      }
    }
  return paths
}

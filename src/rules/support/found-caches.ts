import type { Image } from "../../model/index.ts"
import type { Cache } from "./caches.ts"
import { CACHES } from "./caches.ts"
import { clean, isWithin, join } from "./paths.ts"
import { expand, outermost } from "./tree.ts"

/** The folders of one manager's cache that are in an image. */
export interface FoundCache {
  readonly cache: Cache
  readonly folders: readonly string[]
}

/** Where people and daemons keep dotfiles: also the working directory, which is often the home of the user it runs as. */
function homes({ files, config }: Image): Set<string> {
  const named = config.run.env.filter(({ name }) => name === "HOME").map(({ value }) => value)
  const users = (files.list("/home") ?? []).map((name) => `/home/${name}`)
  return new Set(["/", "/root", "/var/www", config.run.workdir, ...named, ...users].map(clean))
}

/** Per manager, the patterns of folders that may hold its cache in this image. */
function candidates(image: Image): Map<Cache, string[]> {
  const inHome = new Map<string, { cache: Cache; path: string }[]>()
  for (const cache of CACHES)
    for (const path of cache.home ?? []) {
      const first = path.slice(0, path.indexOf("/")) || path
      inHome.set(first, [...(inHome.get(first) ?? []), { cache, path }])
    }
  const found = new Map(CACHES.map((cache) => [cache, [...(cache.paths ?? []), ...fromEnvironment(image, cache)]]))
  for (const home of homes(image))
    for (const name of image.files.list(home) ?? [])
      for (const { cache, path } of inHome.get(name) ?? []) found.get(cache)?.push(join(home, path))
  return found
}

function fromEnvironment(image: Image, { env = [] }: Cache): string[] {
  return env.flatMap((entry) => {
    const [name = "", ...rest] = entry.split("/")
    const value = image.config.run.env.findLast((variable) => variable.name === name)?.value
    return value?.startsWith("/") && !value.includes("*") && clean(value) !== "/"
      ? [clean([value, ...rest].join("/"))]
      : []
  })
}

const caches = new WeakMap<Image, readonly FoundCache[]>()

/** What there is of each known cache, in the order of the table; worked out once per image. */
export function foundCaches(image: Image): readonly FoundCache[] {
  const known = caches.get(image)
  if (known) return known
  const found = [...candidates(image)].map(([cache, patterns]) => ({
    cache,
    folders: outermost(patterns.flatMap((pattern) => expand(image.files, pattern))),
  }))
  caches.set(image, found)
  return found
}

/** True for what lies in a cache that is known to be one in this image. */
export const isCached = (image: Image, path: string): boolean =>
  foundCaches(image).some(({ folders }) => folders.some((folder) => isWithin(path, folder)))

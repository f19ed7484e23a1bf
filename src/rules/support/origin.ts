import type { File, Filesystem } from "../../model/index.ts"

const origins = new WeakMap<Filesystem, ReadonlyMap<string, number>>()

/** The layer that first brought a file's content: a chown or chmod in a later one copies it, and is not to blame for it. */
export function originOf(files: Filesystem, { path, layer }: Pick<File, "path" | "layer">): number {
  let known = origins.get(files)
  if (!known) {
    const first = new Map<string, number>()
    for (const waste of files.waste)
      if (waste.cause === "metadata-only")
        first.set(waste.path, Math.min(waste.fromLayer, first.get(waste.path) ?? waste.fromLayer))
    origins.set(files, first)
    known = first
  }
  return known.get(path) ?? layer
}

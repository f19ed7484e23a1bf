import type { Image, Remark } from "../../model/index.ts"
import { count, formatBytes } from "../../model/index.ts"
import type { Debris } from "./debris.ts"
import { byTree, commonFolder, listPaths, nameOf } from "./paths.ts"
import { weigh } from "./significance.ts"
import { asFarAsRead, describeLayer, isCopy, locate, stepOf } from "./step.ts"
import { measure, outermost } from "./tree.ts"

/** What a group of left files is called, and what is done about it. */
export interface DebrisWords {
  /** The subject of the sentence: `Logs`. */
  readonly what: string
  /** Lines for .dockerignore where a COPY brought them; the names of the files and folders where none are given. */
  readonly ignore?: readonly string[]
  /** The command that removes them where they are too many to be named. */
  readonly clear?: string
  /** True where a RUN's few bytes are not worth a sentence. */
  readonly onlyMany?: boolean
}

const MOST_NAMED = 6
const MOST_REMOVED = 3

/** One remark for each layer that brought some of these. */
export function* debrisRemarks(image: Image, debris: readonly Debris[], words: DebrisWords): Generator<Remark> {
  const byLayer = new Map<number, string[]>()
  for (const { path, layer } of debris) {
    const paths = byLayer.get(layer)
    if (paths) paths.push(path)
    else byLayer.set(layer, [path])
  }
  for (const [layer, all] of [...byLayer].toSorted(([a], [b]) => a - b)) {
    const paths = outermost(all).toSorted(byTree)
    const { bytes, files } = measure(image.files, paths)
    const step = stepOf(image, layer)
    if (bytes === 0 || (words.onlyMany === true && !isCopy(step) && weigh(image, bytes) === undefined)) continue
    yield {
      message: `${words.what} are shipped: ${formatBytes(bytes)} in ${count(files, "file")}, brought by ${describeLayer(image, layer)}: ${listPaths(paths)}${asFarAsRead(image)}.`,
      remedy: isCopy(step) ? ignored(paths, words) : removed(paths, words),
      location: locate(image, { kind: "file", layer, path: paths[0] ?? "/" }),
      bytes,
      identity: [words.what, step?.instruction ?? "", commonFolder(paths)].join(" "),
    }
  }
}

function ignored(paths: readonly string[], { ignore }: DebrisWords): string {
  const names = ignore ?? [...new Set(paths.map((path) => `**/${nameOf(path)}`))].toSorted()
  const shown = names.slice(0, MOST_NAMED).map((name) => `\`${name}\``)
  return `Add to .dockerignore: ${shown.join(", ")}; what a build stage leaves, delete there before it is copied.`
}

/** A name that each build gives anew, by what of it stays: `/root/.npm/_logs/*.log`; as it is where nothing would. */
function stable(path: string): string {
  const name = nameOf(path)
  const pattern = name.replace(/[0-9]{4}.*?(?=[.][a-z]+$|$)/, "*")
  return pattern === "*" ? path : path.slice(0, -name.length) + pattern
}

function removed(paths: readonly string[], { clear }: DebrisWords): string {
  const all = [...new Set(paths.map(stable))]
  const command = all.length <= MOST_REMOVED ? `rm -rf ${all.join(" ")}` : clear
  return `Delete in the RUN that writes: \`RUN … && ${command ?? `rm -rf ${all.slice(0, MOST_REMOVED).join(" ")} …`}\`; what a later layer deletes is still shipped.`
}

import { defineRule, formatBytes } from "../../model/index.ts"
import { count } from "../support/count.ts"
import { listPaths } from "../support/paths.ts"
import { SIGNIFICANCE, weigh } from "../support/significance.ts"
import { asFarAsRead, describeLayer, locate } from "../support/step.ts"

interface Copies {
  readonly copy: string
  readonly kept: string
  /** The layer of the largest copy. */
  readonly layer: number
  bytes: number
  readonly paths: string[]
}

/** The two places whose contents are alike: both paths without the end that they share. `/a/x/f` and `/b/x/f`: `/a`, `/b`. */
function roots(path: string, same: string): [string, string] {
  let a = path.length
  let b = same.length
  for (;;) {
    const slashA = path.lastIndexOf("/", a - 1)
    const slashB = same.lastIndexOf("/", b - 1)
    // The root and one component stay, so that a file at the top still has a name.
    if (slashA <= 0 || slashB <= 0 || path.slice(slashA, a) !== same.slice(slashB, b)) break
    a = slashA
    b = slashB
  }
  return [path.slice(0, a), same.slice(0, b)]
}

export default defineRule({
  id: "size/duplicate-content",
  title: "No content is stored at two paths",
  severity: "low",
  why: "The same bytes at two paths are pulled and stored twice. A link costs nothing.",
  decides: `Files of equal content at several visible paths that are no hard links of each other, gathered by the two folders that they share. Of each such pair ${SIGNIFICANCE.split(";", 1)[0]}.`,
  blind: "Whether a program insists on a file of its own: some refuse to follow links.",
  remedy: "Copy it once and link the other path to it in the RUN that writes it: `RUN ln -s`.",
  examples: {
    bad: `
      FROM scratch
      COPY --size=2MB /app/dist/bundle.js
      RUN cp /app/dist/bundle.js /srv/bundle.js`,
    good: `
      FROM scratch
      COPY --size=2MB /app/dist/bundle.js
      RUN ln -s /app/dist/bundle.js /srv/bundle.js`,
  },
  references: [],

  *check(image) {
    const pairs = new Map<string, Copies>()
    for (const { cause, bytes, path, fromLayer, sameAs } of image.files.waste) {
      if (cause !== "duplicate" || sameAs === undefined) continue
      const [copy, kept] = roots(path, sameAs)
      const key = `${copy}\0${kept}`
      const pair = pairs.get(key)
      if (pair) {
        pair.bytes += bytes
        pair.paths.push(path)
      } else pairs.set(key, { copy, kept, layer: fromLayer, bytes, paths: [path] })
    }
    const largestFirst = [...pairs.values()].toSorted((a, b) => b.bytes - a.bytes || (a.copy < b.copy ? -1 : 1))
    for (const { copy, kept, layer, bytes, paths } of largestFirst) {
      if (weigh(image, bytes) === undefined) continue
      const which = paths.length === 1 && paths[0] === copy ? "" : `: ${listPaths(paths)}`
      yield {
        message: `${formatBytes(bytes)} in ${count(paths.length, "file")} at ${copy} are the same as at ${kept} and stored again by ${describeLayer(image, layer)}${which}${asFarAsRead(image)}.`,
        remedy: `Keep one and link to it: leave ${copy} out of what is copied and \`RUN ln -s ${kept} ${copy}\`; a link made in a later RUN than the copy saves nothing.`,
        location: locate(image, { kind: "file", layer, path: copy }),
        bytes,
        identity: `${copy} ${kept}`,
      }
    }
  },
})

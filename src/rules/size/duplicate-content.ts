import type { Image } from "../../model/index.ts"
import { defineRule, formatBytes, SYSTEM_TYPES } from "../../model/index.ts"
import { count } from "../support/count.ts"
import { duplicateTrees } from "../support/duplicate-trees.ts"
import { listPaths } from "../support/paths.ts"
import { SIGNIFICANCE, weigh } from "../support/significance.ts"
import { asFarAsRead, describeLayer, locate } from "../support/step.ts"

/** What a distribution's package holds is not the author's to link. */
function isSystems({ inventory }: Image, path: string | undefined): boolean {
  const owner = path === undefined ? undefined : inventory.ownerOf(path)
  return owner !== undefined && SYSTEM_TYPES.has(owner.type)
}

export default defineRule({
  id: "size/duplicate-content",
  title: "No content is stored at two paths",
  severity: "low",
  why: "The same bytes at two paths are pulled and stored twice. A link costs nothing.",
  decides: `Files of equal content at several visible paths that are no hard links of each other, gathered by the two folders that they share. Of each such pair ${SIGNIFICANCE.split(";", 1)[0]}.`,
  blind:
    "Whether a program insists on a file of its own: some refuse to follow links. A tree that two instructions copied is told by size/copied-twice. What a package of the system holds is left alone.",
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
    for (const { copy, kept, layer, bytes, paths, isCopiedTwice } of duplicateTrees(image)) {
      if (isCopiedTwice || isSystems(image, paths[0])) continue
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

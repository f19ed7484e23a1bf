import type { Image, Remark } from "../../model/index.ts"
import { count, defineRule, formatBytes } from "../../model/index.ts"
import type { DuplicateTree } from "../support/duplicate-trees.ts"
import { duplicateTrees } from "../support/duplicate-trees.ts"
import { commonFolder, listPaths } from "../support/paths.ts"
import { SIGNIFICANCE, weigh } from "../support/significance.ts"
import { asFarAsRead, describeLayer, locate } from "../support/step.ts"

/** Pairs that one layer brought to one folder: a page in twenty languages is one slip, and a folder beside the root none. */
function gather(image: Image): Map<string, DuplicateTree[]> {
  const groups = new Map<string, DuplicateTree[]>()
  for (const pair of duplicateTrees(image)) {
    if (pair.isCopiedTwice) continue
    const common = commonFolder([pair.copy, pair.kept])
    const key = common === "/" ? `${pair.copy}\0${pair.kept}` : `${pair.layer}\0${common}`
    const group = groups.get(key)
    if (group) group.push(pair)
    else groups.set(key, [pair])
  }
  return groups
}

function remarkOn(image: Image, pairs: readonly DuplicateTree[]): Remark | undefined {
  const { copy, kept, layer, isWhole } = pairs[0]!
  const bytes = pairs.reduce((sum, pair) => sum + pair.bytes, 0)
  if (weigh(image, bytes) === undefined) return undefined
  const paths = pairs.flatMap((pair) => pair.paths)
  const folder = commonFolder(pairs.flatMap((pair) => [pair.copy, pair.kept]))
  const places =
    pairs.length === 1 ? `at ${copy} are the same as at ${kept}` : `in ${folder} are the same as others there`
  const which = paths.length === 1 && paths[0] === copy ? "" : `: ${listPaths(paths)}`
  return {
    message: `${formatBytes(bytes)} in ${count(paths.length, "file")} ${places} and stored again by ${describeLayer(image, layer)}${which}${asFarAsRead(image)}.`,
    remedy: isWhole
      ? `Keep one and link to it: leave ${copy} out of what is copied and \`RUN ln -s ${kept} ${copy}\`${pairs.length > 1 ? ", and so for the others" : ""}; a link made in a later RUN than the copy saves nothing.`
      : `Keep each file once and link from its other path, in the step that writes it or in a build stage before it is copied: \`RUN ln -sf ${kept}/FILE ${copy}/FILE\`.`,
    location: locate(image, { kind: "file", layer, path: copy }),
    bytes,
    identity: pairs.length === 1 ? `${copy} ${kept}` : folder,
  }
}

export default defineRule({
  id: "size/duplicate-content",
  title: "No content is stored at two paths",
  severity: "low",
  why: "The same bytes at two paths are pulled and stored twice. A link costs nothing.",
  decides: `Files of equal content at several visible paths that are no hard links of each other, gathered by the folders that hold them. Of each such group ${SIGNIFICANCE.split(";", 1)[0]}.`,
  blind:
    "Whether a program insists on a file of its own: some refuse to follow links. A tree that two instructions copied is told by size/copied-twice. What installed packages hold, of the system or of a language, is left alone, but for whole copies of one tree of them, and so is what the base image holds twice.",
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
    for (const pairs of gather(image).values()) {
      const remark = remarkOn(image, pairs)
      if (remark) yield remark
    }
  },
})

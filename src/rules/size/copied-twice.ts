import type { Image, Remark } from "../../model/index.ts"
import { count, defineRule, formatBytes } from "../../model/index.ts"
import { duplicateTrees } from "../support/duplicate-trees.ts"
import { commonFolder, listPaths } from "../support/paths.ts"
import { SIGNIFICANCE, weigh } from "../support/significance.ts"
import { asFarAsRead, describeLayer, isCopy, locate, stepOf } from "../support/step.ts"
import type { WasteGroup } from "../support/waste-groups.ts"
import { groupWaste, isStoredTwice } from "../support/waste-groups.ts"
import { wasteRemedy } from "../support/waste-remedy.ts"
import { list } from "../support/words.ts"

const MOST_LAYERS = 3

/** Layers as a sentence lists them: the first three, and how many more. */
function describeLayers(image: Image, layers: readonly number[]): string {
  const shown = layers.slice(0, MOST_LAYERS).map((layer) => describeLayer(image, layer))
  const more = layers.length - shown.length
  return list(more > 0 ? [...shown, count(more, "more layer")] : shown)
}

/** One remark for each step that stores again what COPYs before it wrote, however many these are. */
function* storedAgain(image: Image): Generator<Remark> {
  const byStep = new Map<number, WasteGroup[]>()
  for (const group of groupWaste(image))
    if (isStoredTwice(image, group)) byStep.set(group.byLayer, [...(byStep.get(group.byLayer) ?? []), group])
  for (const [byLayer, groups] of byStep) {
    const bytes = groups.reduce((total, group) => total + group.bytes, 0)
    const severity = weigh(image, bytes)
    if (severity === undefined) continue
    const paths = groups.flatMap((group) => group.paths)
    const layers = groups.map(({ fromLayer }) => fromLayer)
    const [largest] = groups
    const by = stepOf(image, byLayer)
    const how = isCopy(by) ? "are copied once more by" : "are stored again, with the same content, by"
    yield {
      message: `${formatBytes(bytes)} in ${count(paths.length, "file")} of ${describeLayers(image, layers)} ${how} ${describeLayer(image, byLayer)}: ${listPaths(paths)}${asFarAsRead(image)}.`,
      remedy: wasteRemedy(image, largest!),
      severity,
      location: locate(image, { kind: "layer", layer: largest!.fromLayer, path: paths[0] ?? "/", visible: false }),
      places: [...layers.slice(1), byLayer].map((layer) => locate(image, { kind: "layer", layer })),
      bytes,
      identity: ["stored again", commonFolder(paths), by?.instruction].join(" "),
    }
  }
}

/** One remark for each tree that two instructions copied to two places. */
function* copiedToTwoPlaces(image: Image): Generator<Remark> {
  for (const { copy, kept, layer, bytes, paths, isCopiedTwice } of duplicateTrees(image)) {
    const severity = isCopiedTwice ? weigh(image, bytes) : undefined
    if (severity === undefined) continue
    yield {
      message: `${formatBytes(bytes)} in ${count(paths.length, "file")} at ${copy} are copied twice: they are the same as at ${kept}, and copied again by ${describeLayer(image, layer)}${asFarAsRead(image)}.`,
      remedy: `Copy them once, and link from the other place before anything is copied there: \`RUN ln -s ${kept} ${copy}\`; or leave out of one COPY what the other brings.`,
      severity,
      location: locate(image, { kind: "file", layer, path: copy }),
      bytes,
      identity: `${copy} ${kept}`,
    }
  }
}

export default defineRule({
  id: "size/copied-twice",
  title: "No file is copied into the image and then stored once more",
  severity: "medium",
  why: "A layer holds whole files. A chown or chmod of what was copied, or a second COPY of the same tree, puts every byte of it into the archive a second time, and each pull fetches both.",
  decides: `Files that a COPY or ADD wrote and a later layer holds again with the same content, gathered by the step that stores them again; and trees of equal content at two places that two COPY or ADD steps brought. Of each ${SIGNIFICANCE}.`,
  blind:
    "What a RUN wrote and another RUN changed owner or mode of, which size/wasted tells, and equal files that one step brought, which size/duplicate-content tells. What the base image copied is left to the base.",
  remedy: "Set owner and mode in the COPY: `COPY --chown=1000:1000 --chmod=755 …`, and copy each tree once.",
  examples: {
    bad: `
      FROM scratch
      COPY --size=2MB /srv/data
      RUN chown -R 1000:1000 /srv`,
    good: `
      FROM scratch
      COPY --chown=1000:1000 --size=2MB /srv/data`,
  },
  references: ["dive highestWastedBytes", "dive lowestEfficiency"],

  *check(image) {
    yield* storedAgain(image)
    yield* copiedToTwoPlaces(image)
  },
})

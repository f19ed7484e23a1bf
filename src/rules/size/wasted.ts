import type { Image } from "../../model/index.ts"
import { count, defineRule, formatBytes } from "../../model/index.ts"
import { commonFolder, listPaths } from "../support/paths.ts"
import { SIGNIFICANCE, weigh } from "../support/significance.ts"
import { asFarAsRead, describeLayer, locate, stepOf } from "../support/step.ts"
import type { WasteGroup } from "../support/waste-groups.ts"
import { groupWaste, isStoredTwice } from "../support/waste-groups.ts"
import { wasteRemedy } from "../support/waste-remedy.ts"

const WASTES: Record<WasteGroup["cause"], string> = {
  deleted: "are deleted by",
  overwritten: "are overwritten by",
  "metadata-only": "are stored again, with the same content, by",
  "package-state": "are the package manager's records and are rewritten by",
}

function sentence(image: Image, { cause, bytes, paths, fromLayer, byLayer }: WasteGroup): string {
  const what = `${formatBytes(bytes)} in ${count(paths.length, "file")} of ${describeLayer(image, fromLayer)}`
  const by = fromLayer === byLayer ? "the same layer" : describeLayer(image, byLayer)
  return `${what} ${WASTES[cause]} ${by}: ${listPaths(paths)}${asFarAsRead(image)}.`
}

export default defineRule({
  id: "size/wasted",
  title: "No layer ships bytes that another layer hides",
  severity: "medium",
  why: "A layer can't shrink the ones below it. What a later instruction deletes, overwrites or merely gives another owner stays in the archive, is pulled by every node, and can be read by whoever has the image.",
  decides: `Regular files of each layer that no container sees, by cause (deleted, overwritten, stored again with the same content), by the layer that wrote them and the one that hides them. Of each such group ${SIGNIFICANCE}. Records that every package install rewrites are info: whoever installs rewrites them.`,
  blind:
    "What is wasted inside the base image only a newer base saves. What a COPY wrote and a later step stored again unchanged is told by size/copied-twice.",
  remedy:
    "Delete in the RUN that writes, set owner and mode in the COPY (`COPY --chown=… --chmod=…`), and copy the final file once.",
  examples: {
    bad: `
      FROM scratch
      COPY --size=2MB /srv/data.tar
      RUN rm /srv/data.tar`,
    good: `
      FROM scratch
      COPY --size=2MB /srv/data`,
  },
  references: ["dive highestWastedBytes", "dive lowestEfficiency"],

  *check(image) {
    for (const group of groupWaste(image)) {
      if (isStoredTwice(image, group)) continue
      const weight = weigh(image, group.bytes)
      if (weight === undefined) continue
      const path = group.paths[0] ?? "/"
      const [from, by] = [stepOf(image, group.fromLayer), stepOf(image, group.byLayer)]
      yield {
        message: sentence(image, group),
        remedy: wasteRemedy(image, group),
        severity: group.cause === "package-state" ? "info" : weight,
        location: locate(image, { kind: "layer", layer: group.fromLayer, path, visible: false }),
        places: [locate(image, { kind: "layer", layer: group.byLayer })],
        bytes: group.bytes,
        identity: [group.cause, commonFolder(group.paths), from?.instruction, by?.instruction].join(" "),
      }
    }
  },
})

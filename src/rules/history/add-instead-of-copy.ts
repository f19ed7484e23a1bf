import type { HistoryStep, Image } from "../../model/index.ts"
import { defineRule, EntryType } from "../../model/index.ts"
import { ended, locateStep, ownSteps } from "../support/build-steps.ts"
import { type CopyLine, isRemote, readCopy } from "../support/copies.ts"
import { quote } from "../support/step.ts"

/** What ADD unpacks: a tar, plain or compressed. */
const ARCHIVE = /\.(?:tar|tgz|tbz2?|txz|tlz|tzst|t[abx]z|gz|bz2|xz|zst|lzma)$/i

/** True where it can't be told what a source is: a pattern, a variable, a heredoc. */
const isUnclear = (source: string): boolean => /[*?[$]|^<</.test(source)

/** True where the layer has the target as a plain file: an archive would have been unpacked into a folder. */
function isFileIn({ layers }: Image, { layer }: HistoryStep, target: string): boolean {
  const listing = layer === null ? null : layers[layer]?.listing
  if (!listing || !target.startsWith("/")) return false
  const at = listing.paths.indexOf(target.slice(1))
  return at >= 0 && listing.types[at] === EntryType.file
}

function isPlain(image: Image, step: HistoryStep, { sources, target, hashed }: CopyLine): boolean {
  if (hashed === "directory") return true
  if (hashed === "file") return isFileIn(image, step, target)
  return (
    sources.length > 0 && sources.every((source) => !isRemote(source) && !isUnclear(source) && !ARCHIVE.test(source))
  )
}

export default defineRule({
  id: "history/add-instead-of-copy",
  title: "ADD is used only for what COPY can't do",
  severity: "info",
  why: "ADD also downloads and unpacks. Who reads the line can't tell whether it is meant to, and a file that happens to be a tar is unpacked unasked. COPY does one thing.",
  decides:
    "ADD steps of the history whose sources are neither addresses nor archives by their names. Of Docker's classic builder, which keeps no names: a folder, or a file that the layer has under the target's own name.",
  blind: "Sources that are patterns, and archives whose name doesn't say so.",
  remedy: "Write COPY in place of ADD.",
  examples: {
    bad: `
      FROM scratch
      ADD app.js /app/`,
    good: `
      FROM scratch
      COPY app.js /app/`,
  },
  references: ["CIS 4.9", "dockle CIS-DI-0009", "hadolint DL3020", "trivy DS-0005"],
  *check(image) {
    for (const step of ownSteps(image)) {
      const line = step.instruction === "ADD" ? readCopy(step) : null
      // The tree of a distribution is one ADD to the root.
      if (line === null || line.target === "/" || !isPlain(image, step, line)) continue
      yield {
        message: ended(`ADD does here what COPY does: ${quote(step)}`),
        remedy: `Write COPY: \`${quote(step).replace(/^ADD/, "COPY")}\`.`,
        location: locateStep(step),
        identity: line.sources.join(" ") || line.target,
      }
    }
  },
})

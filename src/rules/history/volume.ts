import type { HistoryStep, Image } from "../../model/index.ts"
import { count, defineRule, EntryType, formatBytes } from "../../model/index.ts"
import { isOfBase, locateStep } from "../support/build-steps.ts"
import { clean, listPaths } from "../support/paths.ts"
import { describeLayer } from "../support/step.ts"

/** Volumes that each step of VOLUME declares, by the paths of the config: as shown, blanks in a path can't be told from those between. */
function declaredIn({ text }: HistoryStep, volumes: readonly string[]): string[] {
  const shown = ` ${text.slice("VOLUME".length).replace(/[[\]",]/g, " ")} `.replace(/\s+/g, " ")
  return volumes.filter((volume) => shown.includes(` ${volume} `))
}

interface Written {
  readonly files: number
  readonly bytes: number
  readonly paths: readonly string[]
}

const NOTHING: Written = { files: 0, bytes: 0, paths: [] }

/** Regular files and links that a layer puts below a folder. Folders are listed for what lies in them, and count nothing. */
function writtenBelow({ layers }: Image, layer: number, folder: string): Written {
  const listing = layers[layer]?.listing
  if (!listing) return NOTHING
  const prefix = `${folder.slice(1)}/`
  const paths: string[] = []
  let files = 0
  let bytes = 0
  for (let row = 0; row < listing.length; row++) {
    const type = listing.types[row]
    if (!listing.paths[row]!.startsWith(prefix)) continue
    if (type !== EntryType.file && type !== EntryType.symlink && type !== EntryType.hardlink) continue
    files++
    bytes += listing.sizes[row]!
    if (paths.length < 4) paths.push(`/${listing.paths[row]!}`)
  }
  return { files, bytes, paths }
}

export default defineRule({
  id: "history/volume",
  title: "Nothing is written to a VOLUME after it is declared",
  severity: "low",
  why: "What lies in a VOLUME is copied once, when the volume is made; a container that is given an older volume, or a folder of the host, never sees what a newer image brings there. Docker's classic builder drops such changes without a word, BuildKit keeps them: the same Dockerfile makes two images.",
  decides: "The layers after a VOLUME step, and the files that they put below its path.",
  blind: "What a builder dropped: it is in no layer.",
  remedy:
    "Put VOLUME after everything that writes to its path; or leave it out, and name the volume where the container is started.",
  examples: {
    bad: `
      FROM scratch
      VOLUME /data
      COPY seed.db /data/seed.db`,
    good: `
      FROM scratch
      COPY seed.db /data/seed.db
      VOLUME /data`,
  },
  references: [],
  *check(image) {
    const { history, run } = image.config
    const seen = new Set<string>()
    for (const step of history.filter(({ instruction }) => instruction === "VOLUME"))
      for (const volume of declaredIn(step, run.volumes)) {
        const folder = clean(volume)
        if (folder === "/" || seen.has(folder)) continue
        seen.add(folder)
        const later = history.slice(step.index + 1).flatMap((next) => {
          const written =
            next.layer === null || isOfBase(image, next) ? NOTHING : writtenBelow(image, next.layer, folder)
          return written.files > 0 ? [{ next, written }] : []
        })
        const [first] = later
        if (first === undefined) continue
        const files = later.reduce((sum, { written }) => sum + written.files, 0)
        const bytes = later.reduce((sum, { written }) => sum + written.bytes, 0)
        const whose = isOfBase(image, step) ? " of the base image" : ""
        yield {
          message: `${count(files, "file")} (${formatBytes(bytes)}) ${files === 1 ? "is" : "are"} written to the VOLUME ${folder}${whose} after it was declared, first by ${describeLayer(image, first.next.layer!)}: ${listPaths(first.written.paths)}.`,
          remedy:
            whose === ""
              ? `Move the line \`VOLUME ${folder}\` below the last one that writes there.`
              : `Write to another folder: a volume over ${folder} hides what this image brings.`,
          location: locateStep(first.next),
          places: later.slice(1, 20).map(({ next }) => locateStep(next)),
          bytes,
          identity: folder,
        }
      }
  },
})

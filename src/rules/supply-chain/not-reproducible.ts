import type { Image, Remark } from "../../model/index.ts"
import { count, defineRule, EntryType } from "../../model/index.ts"
import { listPaths } from "../support/paths.ts"
import { describeLayer, locate, stepOf } from "../support/step.ts"

/** Times before there were images are fixed ones, which builders set on purpose. Seconds, as in listings. */
const FIRST_TIME = Date.UTC(2013, 2, 1) / 1000
const HOUR = 3600
const DAY = 24 * HOUR

/** Files with a time that another build would not give them. */
interface Dated {
  count: number
  layers: Set<number>
  /** The first one. */
  example: { readonly path: string; readonly layer: number; readonly time: number } | null
}

const none = (): Dated => ({ count: 0, layers: new Set(), example: null })

const seconds = (time: string | null | undefined): number => (time == null ? Number.NaN : Date.parse(time) / 1000)

/** What the image's own layers hold, or all where the base can't be told. */
function look(image: Image): { readonly ofBuild: Dated; readonly later: Dated } {
  const [ofBuild, later] = [none(), none()]
  const imageTime = seconds(image.config.created)
  for (const { index, listing } of image.layers.slice(image.base?.layers ?? 0)) {
    const made = seconds(stepOf(image, index)?.created ?? image.config.created)
    if (listing === null || !(made > FIRST_TIME) || !(imageTime > FIRST_TIME)) continue
    for (let row = 0; row < listing.length; row++) {
      if (listing.types[row] !== EntryType.file) continue
      const time = listing.mtimes[row]!
      // A builder that sets times sets files to the very second of the step.
      if (time <= made - HOUR || Math.floor(time) === Math.floor(made)) continue
      const found = time > Math.max(made, imageTime) + DAY ? later : ofBuild
      found.count++
      found.layers.add(index)
      found.example ??= { path: `/${listing.paths[row]!}`, layer: index, time }
    }
  }
  return { ofBuild, later }
}

/** `2026-01-31`; what no calendar holds is said in words. */
function dayOf(time: number): string {
  const milliseconds = time * 1000
  return Math.abs(milliseconds) <= 8.64e15 ? new Date(milliseconds).toISOString().slice(0, 10) : "a day of no calendar"
}

const REMEDY =
  "Give every file one time: `SOURCE_DATE_EPOCH=$(git log -1 --format=%ct) docker buildx build --output type=oci,dest=image.tar,rewrite-timestamp=true .`"

function remark(image: Image, { count: files, layers, example }: Dated, identity: string, saying: string): Remark[] {
  if (example === null) return []
  const { path, layer, time } = example
  return [
    {
      message: `${count(files, "file")} in ${count(layers.size, "layer")} ${files === 1 ? "has" : "have"} ${saying}, such as ${listPaths([path])} of ${dayOf(time)} in ${describeLayer(image, layer)}: built again from the same source, the image gets another digest.`,
      remedy: REMEDY,
      location: locate(image, { kind: "layer", layer }),
      identity,
    },
  ]
}

export default defineRule({
  id: "supply-chain/not-reproducible",
  title: "File times do not tell when the image was built",
  severity: "info",
  why: "An image that comes out the same from the same source can be checked by anybody: build it, compare the digest. Times of the build make each one different, so that nobody can tell a changed image from one that was merely built again, and no layer is shared.",
  decides:
    "Files in the image's own layers that were changed in the hour before their build step ended, or later, by the history's times. Times of the very second of the step are a builder's own, and so are days from before there were images.",
  blind:
    "Everything but times that makes builds differ: versions that were not pinned, random ids, the order of files.",
  remedy: "Build with `SOURCE_DATE_EPOCH` and `rewrite-timestamp=true`.",
  examples: {
    bad: `
      FROM scratch
      # mtime: 2026-01-31T11:59:30Z
      COPY <<EOF /app
      EOF`,
    good: `
      FROM scratch
      # mtime: 2025-12-24T08:00:00Z
      COPY <<EOF /app
      EOF`,
  },
  references: [],

  *check(image) {
    const { ofBuild, later } = look(image)
    yield* remark(image, ofBuild, "build", "the time of this very build")
    yield* remark(image, later, "later", "a time of more than a day after the image itself was made")
  },
})

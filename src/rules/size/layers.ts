import type { Image, Layer, Remark } from "../../model/index.ts"
import { count, defineRule, EntryType, formatBytes } from "../../model/index.ts"
import { describeLayer, locate, stepOf } from "../support/step.ts"
import { list } from "../support/words.ts"

const DEFAULT_MOST = 40
/** Docker refuses to stack more. moby, layer/layer_store.go, `maxLayerDepth`. */
const DOCKER_MOST = 125
/** From here on a few more lines, or an image built on top, no longer fit. */
const NEARLY = 100

/** A tar ends in two blocks of zeros, and many writers fill it up to twenty. */
const FLOOR_TAR_BYTES = 20_000
const MOST_NAMED = 3

/** Instructions whose neighbours of the same kind one instruction could replace. */
const MERGEABLE = new Set(["RUN", "COPY"])
/** Fewer in a row are no reason for too many layers. */
const SHORTEST_RUN = 3

/** The longest sequence of layers that are all made by RUN, or all by COPY; empty where none is worth a word. */
function longestSequence(image: Image): readonly number[] {
  let longest: number[] = []
  let current: number[] = []
  let instruction = ""
  for (const { index } of image.layers) {
    const made = stepOf(image, index)?.instruction ?? ""
    current = MERGEABLE.has(made) && made === instruction ? [...current, index] : [index]
    instruction = made
    if (MERGEABLE.has(made) && current.length > longest.length) longest = current
  }
  return longest.length >= SHORTEST_RUN ? longest : []
}

function* tooMany(image: Image, most: number): Generator<Remark> {
  const amount = image.layers.length
  if (amount <= most) return
  const sequence = longestSequence(image)
  const [first] = sequence
  const instruction = first === undefined ? "" : (stepOf(image, first)?.instruction ?? "")
  const merge =
    first === undefined
      ? ""
      : `; layers ${first} to ${sequence.at(-1)} are ${sequence.length} ${instruction}s in a row, which one could replace`
  const limit = amount >= NEARLY ? `; Docker takes ${DOCKER_MOST} at most` : ""
  yield {
    message: `The image has ${amount} layers, more than ${most}${limit}${merge}.`,
    remedy:
      "Join RUNs that belong together with `&&` or a heredoc, copy several sources in one `COPY a b c ./`, and build in a stage of its own, whose layers are not shipped.",
    severity: amount >= NEARLY ? "medium" : "low",
    location: first === undefined ? { kind: "image" } : locate(image, { kind: "layer", layer: first }),
    identity: "count",
  }
}

/** Modes and owners of the folders of a layer by path; null where it holds anything else, or can't be read. */
function foldersOf({ listing }: Layer): ReadonlyMap<string, string> | null {
  if (listing === null) return null
  const folders = new Map<string, string>()
  for (let row = 0; row < listing.length; row++) {
    if (listing.types[row] !== EntryType.directory) return null
    folders.set(listing.paths[row]!, `${listing.modes[row]} ${listing.uids[row]} ${listing.gids[row]}`)
  }
  return folders
}

/** True where the layers below leave every one of these folders as it is here. */
function areThereAlready(image: Image, index: number, folders: ReadonlyMap<string, string>): boolean {
  const unproved = new Map(folders)
  for (let below = index - 1; below >= 0 && unproved.size > 0; below--) {
    const listing = image.layers[below]?.listing
    if (!listing) return false
    for (let row = 0; row < listing.length; row++) {
      const path = listing.paths[row]!
      const wanted = unproved.get(path)
      if (wanted === undefined) continue
      if (listing.types[row] !== EntryType.directory) return false
      if (`${listing.modes[row]} ${listing.uids[row]} ${listing.gids[row]}` !== wanted) return false
      unproved.delete(path)
    }
  }
  // The root needs no layer that lists it.
  return unproved.size === 0 || (unproved.size === 1 && unproved.has(""))
}

/** Layers that change nothing of the tree, and cost bytes all the same. */
function* empty(image: Image): Generator<Remark> {
  const own = image.base?.layers ?? 0
  const found = image.layers.filter((layer) => {
    if (layer.index < own || layer.tarBytes < FLOOR_TAR_BYTES) return false
    const folders = foldersOf(layer)
    return folders !== null && areThereAlready(image, layer.index, folders)
  })
  const [first, ...others] = found
  if (first === undefined) return
  const bytes = found.reduce((total, { tarBytes }) => total + tarBytes, 0)
  const named = found.slice(0, MOST_NAMED).map(({ index }) => describeLayer(image, index))
  const more = found.length - named.length
  yield {
    message: `${formatBytes(bytes)} are shipped in ${count(found.length, "layer")} that ${found.length === 1 ? "changes" : "change"} nothing of the files: ${list(more > 0 ? [...named, count(more, "more layer")] : named)}.`,
    remedy:
      "Drop the instruction, or join it with the RUN before it: a step that only reads, checks or sets times makes a layer of its own.",
    location: locate(image, { kind: "layer", layer: first.index }),
    places: others.map(({ index }) => locate(image, { kind: "layer", layer: index })),
    bytes,
    identity: "empty",
  }
}

export default defineRule({
  id: "size/layers",
  title: "No more layers are shipped than the image needs",
  severity: "low",
  why: `Each layer is fetched, checked and unpacked on its own, and a container's files are looked up through all of them. Docker takes ${DOCKER_MOST} at most: an image that comes close can't be built upon.`,
  decides: `The number of layers, which is medium from ${NEARLY} on; and layers of at least ${formatBytes(FLOOR_TAR_BYTES)} that hold nothing but folders which lower layers have with the same mode and owner, or nothing at all. The longest row of RUNs or COPYs is named.`,
  blind:
    "What two joined steps would save, which history/mergeable-runs tells; empty layers of a few hundred bytes, such as those of WORKDIR. Joining makes the builder's cache coarser: not every row of steps should become one.",
  remedy: "Join RUNs that belong together, copy several sources in one COPY, and build in a stage of its own.",
  examples: {
    bad: `
      FROM scratch
      ${Array.from({ length: DEFAULT_MOST + 1 }, (_, index) => `COPY --size=10 /srv/${index}`).join("\n      ")}`,
    good: `
      FROM scratch
      COPY --size=10 /srv/a
      RUN nginx -t
      WORKDIR /srv`,
  },
  references: [],
  options: { max: { default: DEFAULT_MOST, help: "layers that an image may have" } },

  *check(image, { options }) {
    yield* tooMany(image, options.max)
    yield* empty(image)
  },
})

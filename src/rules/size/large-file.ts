import type { File, Image, Package } from "../../model/index.ts"
import { defineRule, formatBytes } from "../../model/index.ts"
import { isCached } from "../support/found-caches.ts"
import { describePackages } from "../support/package-names.ts"
import { nameOf } from "../support/paths.ts"
import { asFarAsRead, describeLayer, locate } from "../support/step.ts"
import { LARGE_FILE_BYTES, survey } from "../support/survey.ts"

const FLOOR_SHARE = 0.05
const MOST = 10

/** What helps, by the end of the name; the first that fits. */
const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [
    /[.](?:log|out)$|^core(?:[.][0-9]+)?$/i,
    "Delete it in the RUN that writes it, and keep it out of the build context by .dockerignore.",
  ],
  [
    /[.](?:tar|tgz|txz|zip|7z|rar|gz|xz|bz2|zst|deb|rpm|iso)$/i,
    "Unpack it in a build stage and `COPY --from=build` what is used, or `RUN --mount=type=bind,source=…,target=… …`.",
  ],
  [
    /[.](?:onnx|safetensors|gguf|ggml|pt|pth|h5|tflite|ckpt|model|parquet|csv|tsv|jsonl|npz|npy|feather|arrow|sqlite3?|db|mmdb|sql|dump|bak)$/i,
    "Data changes at its own pace: mount it as a volume or fetch it at start, or give it a layer of its own below the code.",
  ],
  [
    /[.](?:map|pdb|debug|dSYM)$/i,
    "Keep debug information beside the release, not in the image: leave it out by .dockerignore or a narrower COPY.",
  ],
  [
    /[.](?:jar|war|ear)$/i,
    "Unpack it into layers, so that libraries and code don't travel together: `java -Djarmode=tools -jar app.jar extract --layers`.",
  ],
]

function remedyFor({ base }: Image, file: File, installed: Package | undefined): string {
  if (base !== null && file.layer < base.layers)
    return "It comes with the base: where it is not needed at run time, choose a base without it."
  if (installed)
    return `It comes with ${describePackages([installed])}: where that is not needed at run time, leave it out of what is installed.`
  const known = REMEDIES.find(([name]) => name.test(nameOf(file.path)))
  if (known) return known[1]
  return (file.mode & 0o111) !== 0
    ? "If it is a program of your own, link it without debug information: `go build -ldflags='-s -w'`, `strip`, Cargo's `strip = true`."
    : "Check whether it is needed at run time; if not, leave it out by .dockerignore or a narrower COPY."
}

export default defineRule({
  id: "size/large-file",
  title: "No single file dominates the image",
  severity: "info",
  why: "The few largest files decide how long a pull takes. They are the first place to look when an image has to get smaller.",
  decides: `Visible files of at least ${formatBytes(LARGE_FILE_BYTES)} that are at least ${FLOOR_SHARE * 100} % of what a container sees; the ${MOST} largest.`,
  blind:
    "Large folders of small files: `plimsoll files` shows them. What lies in a package manager's cache is told by size/package-cache.",
  remedy: "Leave out what is not needed at run time, strip programs, mount data.",
  examples: {
    bad: `
      FROM scratch
      COPY --size=60MB /srv/model.onnx`,
    good: `
      FROM scratch
      COPY --size=2MB /srv/app`,
  },
  references: [],

  *check(image) {
    const total = Math.max(1, image.files.totals.filesystem)
    const largest = survey(image)
      .large.filter(({ size, path }) => size >= total * FLOOR_SHARE && !isCached(image, path))
      .toSorted((a, b) => b.size - a.size || (a.path < b.path ? -1 : 1))
    for (const file of largest.slice(0, MOST)) {
      const owner = image.inventory.ownerOf(file.path)
      const installed = owner?.isApplication ? undefined : owner
      const part = installed ? `, part of ${describePackages([installed])}` : ""
      yield {
        message: `${file.path} is ${formatBytes(file.size)}, ${Math.round((file.size / total) * 100)} % of what a container sees${part}, from ${describeLayer(image, file.layer)}${asFarAsRead(image)}.`,
        remedy: remedyFor(image, file, installed),
        location: locate(image, { kind: "file", layer: file.layer, path: file.path }),
        bytes: file.size,
      }
    }
  },
})

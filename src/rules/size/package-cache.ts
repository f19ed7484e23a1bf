import { count, defineRule, formatBytes } from "../../model/index.ts"
import { foundCaches } from "../support/found-caches.ts"
import { listPaths } from "../support/paths.ts"
import { asFarAsRead, describeLayer, locate } from "../support/step.ts"
import { measure } from "../support/tree.ts"

/** Every manager leaves a marker or a time stamp behind even where its cache is off; that is no cache. */
const FLOOR_BYTES = 10_000

export default defineRule({
  id: "size/package-cache",
  title: "No package manager's cache is shipped",
  severity: "medium",
  why: "Package lists, downloads and build caches serve the build alone. In the image they cost every pull and every node, and they age: the next install from a stale list fails or brings an old version.",
  decides: `The bytes that a container sees in the known cache folders of apt, apk, dnf, yum, pip, uv, Poetry, npm, Yarn, pnpm, Go, Cargo, Maven, Gradle, Composer, RubyGems, conda and others, in any home directory. Less than ${formatBytes(FLOOR_BYTES)} of one manager is no cache.`,
  blind:
    "Caches at places of your own that no environment variable of the image names; Yarn's global cache, which Plug'n'Play needs at run time. What a later layer deleted is told by size/wasted.",
  remedy: "Clean up in the same RUN that installs, or keep the cache in a mount: `RUN --mount=type=cache,target=…`.",
  examples: {
    bad: `
      FROM scratch
      COPY --size=300kB /var/lib/apt/lists/deb.example.com_dists_stable_main_Packages`,
    good: `
      FROM scratch
      COPY <<EOF /var/lib/apt/lists/lock
      EOF`,
  },
  references: [
    "dockle DKL-DI-0004",
    "dockle DKL-DI-0005",
    "hadolint DL3009",
    "hadolint DL3019",
    "hadolint DL3042",
    "trivy DS-0025",
  ],

  *check(image) {
    for (const {
      cache: { manager, remedy },
      folders,
    } of foundCaches(image)) {
      const { bytes, files, layer } = measure(image.files, folders)
      if (bytes < FLOOR_BYTES) continue
      const filled = folders.filter((folder) => measure(image.files, [folder]).bytes > 0)
      yield {
        message: `The ${manager} cache is shipped: ${formatBytes(bytes)} in ${count(files, "file")} in ${listPaths(filled)}, most of it from ${describeLayer(image, layer)}${asFarAsRead(image)}.`,
        remedy,
        location: locate(image, { kind: "file", layer, path: filled[0] ?? folders[0] ?? "/" }),
        bytes,
        identity: manager,
      }
    }
  },
})

import type { Image, Remark } from "../../model/index.ts"
import { count, defineRule, formatBytes } from "../../model/index.ts"
import { headerPaths, staticLibraryPaths } from "../support/headers.ts"
import { developmentPackages } from "../support/development-packages.ts"
import { describePackages } from "../support/package-names.ts"
import { commonFolder, listPaths, parentOf } from "../support/paths.ts"
import { asFarAsRead, describeLayer, locate } from "../support/step.ts"
import { measure } from "../support/tree.ts"

/** A stray header that a runtime package brings is not worth a word. */
const FLOOR_BYTES = 64_000

function* remark(image: Image, what: string, paths: readonly string[]): Generator<Remark> {
  const { bytes, files, layer } = measure(image.files, paths)
  if (bytes < FLOOR_BYTES) return
  const origin = describePackages(developmentPackages(image, paths))
  const common = commonFolder(paths)
  const folders = common === "/" ? [...new Set(paths.map(parentOf))].toSorted() : [common]
  yield {
    message: `${what} are shipped: ${formatBytes(bytes)} in ${count(files, "file")} in ${listPaths(folders)}, most of it from ${describeLayer(image, layer)}${origin && `; ${origin}`}${asFarAsRead(image)}.`,
    remedy:
      "Install the `-dev` packages in a build stage and only the runtime libraries in the final one: `libpq5` instead of `libpq-dev`.",
    location: locate(image, { kind: "file", layer, path: folders[0] ?? common }),
    bytes,
    identity: what,
  }
}

export default defineRule({
  id: "build-tools/headers",
  title: "No header files and static libraries are shipped",
  severity: "low",
  why: "Headers and static libraries are read by compilers alone. They come with -dev packages, which bring further packages along.",
  decides: `What lies in /usr/include, /usr/local/include and the kernel headers in /usr/src, and *.a files in the folders where linkers look; from ${formatBytes(FLOOR_BYTES)} on. The -dev and -devel packages that brought them are named.`,
  blind:
    "The headers that Node, Python, Ruby and PHP bring for their own extensions: slim bases ship them, and no change of your Dockerfile saves them.",
  remedy: "Install -dev packages in a build stage, and only the runtime libraries in the final one.",
  examples: {
    bad: `
      FROM scratch
      COPY --size=300kB /usr/include/openssl/obj_mac.h`,
    good: `
      FROM scratch
      COPY --size=300kB /usr/local/include/node/node.h`,
  },
  references: [],
  *check(image) {
    yield* remark(image, "Header files", headerPaths(image.files))
    yield* remark(image, "Static libraries", staticLibraryPaths(image))
  },
})

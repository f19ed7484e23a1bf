import { count, defineRule, formatBytes } from "../../model/index.ts"
import { fullRuntime } from "../support/general-purpose.ts"
import { numbersOf } from "../support/lifecycle/runtimes.ts"
import { productOf } from "../support/lifecycle/lifecycle.ts"
import { RUNTIME_READS } from "../support/lifecycle/runtime-table.ts"
import { list } from "../support/words.ts"

export default defineRule({
  id: "size/base-choice",
  title: "The runtime's base is not many times its slim sibling",
  severity: "info",
  why: "The full images of Node.js, Python and Ruby are made for compiling extensions: with compilers, headers, three version control systems and ImageMagick. At run time that is some hundreds of megabytes that every node pulls, and most of what scanners report.",
  decides:
    "A runtime in /usr/local, where official images put it, beside packages that only Docker's full images install together: Mercurial and the headers of MySQL and ImageMagick.",
  blind: "Whether an extension is compiled when the container starts; other makers' images.",
  remedy: "Build in the full image and run in the slim one: two stages.",
  examples: {
    bad: `
      FROM scratch
      ENV NODE_VERSION=24.11.0
      COPY --chmod=755 <<EOF /usr/local/bin/node
      EOF
      COPY <<EOF /var/lib/dpkg/status
      Package: default-libmysqlclient-dev
      Status: install ok installed
      Version: 1.1.0

      Package: libmagickcore-dev
      Status: install ok installed
      Version: 8:6.9.11

      Package: mercurial
      Status: install ok installed
      Version: 6.3.2
      EOF`,
    good: `
      FROM scratch
      ENV NODE_VERSION=24.11.0
      COPY --chmod=755 <<EOF /usr/local/bin/node
      EOF
      COPY <<EOF /var/lib/dpkg/status
      Package: libc6
      Status: install ok installed
      Version: 2.36-9
      EOF`,
  },
  references: [],
  reads: RUNTIME_READS,

  *check(image) {
    const full = fullRuntime(image)
    if (full === null) return
    const { runtime, buildOnly } = full
    const bytes = buildOnly.reduce((sum, one) => sum + one.bytes, 0)
    const largest = buildOnly.toSorted((a, b) => b.bytes - a.bytes).slice(0, 3)
    const tag = `${runtime.product}:${(numbersOf(runtime.version) ?? "")
      .split(".")
      .slice(0, runtime.product === "node" ? 1 : 2)
      .join(".")}`
    const size = bytes > 0 ? `, ${formatBytes(bytes)} in the image` : ""
    yield {
      message: `The image is built on the full base of ${productOf(runtime.product)?.name ?? runtime.product}, with ${count(buildOnly.length, "package")} that serve compiling alone${size}: ${list([...largest.map(({ name }) => name), ...(buildOnly.length > largest.length ? ["others"] : [])])}.`,
      remedy: `Build in \`FROM ${tag} AS build\`, and end with \`FROM ${tag}-slim\` and \`COPY --from=build …\`.`,
      location: { kind: "image" },
      ...(bytes > 0 ? { bytes } : {}),
      identity: runtime.product,
    }
  },
})

import { originOf } from "../support/origin.ts"
import { defineRule, formatBytes } from "../../model/index.ts"
import { headerPaths, staticLibraryPaths } from "../support/headers.ts"
import { developmentPackages } from "../support/development-packages.ts"
import { recipeFor } from "../support/recipe.ts"
import { weigh } from "../support/significance.ts"
import { asFarAsRead, locate } from "../support/step.ts"
import { costOf } from "../support/tool-cost.ts"
import { findTools } from "../support/toolchain.ts"
import { BUILDERS } from "../support/tools.ts"

export default defineRule({
  id: "build-tools/single-stage",
  title: "What was built is shipped without what built it",
  severity: "medium",
  why: "An image that was built and is shipped in one stage carries its whole workshop: compilers, headers, version control. A final stage of its own starts from a small base and copies in only the result.",
  decides:
    "Whether a compiler, a development kit or a build system is in the image. The bytes are those of all build tools, headers, static libraries and version control programs together, with the packages that only they need, none counted twice. Less than 1 MB and 1 % of the image is low.",
  blind:
    "Whether the tools came with the base or were installed here; what a smaller base would save beyond the tools.",
  remedy: "Split the Dockerfile: `FROM … AS build`, then a second FROM with `COPY --from=build`.",
  examples: {
    bad: `
      FROM scratch
      COPY --chmod=755 <<EOF /usr/bin/tcc
      tcc
      EOF
      COPY --chmod=755 <<EOF /usr/bin/make
      make
      EOF`,
    good: `
      FROM scratch
      COPY --chmod=755 <<EOF /usr/local/bin/app
      app
      EOF`,
  },
  references: [],

  *check(image) {
    const found = findTools(image)
    const builders = found.filter(({ kind }) => BUILDERS.has(kind))
    const [first] = builders
    if (!first) return
    const tools = [...builders, ...found.filter(({ kind }) => kind === "version control")]
    const libraries = [...headerPaths(image.files), ...staticLibraryPaths(image)]
    const packages = [...tools.flatMap((tool) => tool.packages), ...developmentPackages(image, libraries)]
    const { bytes } = costOf(image, packages, [...tools.flatMap(({ paths }) => paths), ...libraries])
    const { language, dockerfile } = recipeFor(image, builders)
    const names = builders.map(({ tool }) => tool.name).join(", ")
    const places = builders
      .slice(1)
      .map(({ file }) => locate(image, { kind: "file", layer: originOf(image.files, file), path: file.path }))
    yield {
      message: `Built and shipped in one stage: ${names} ${builders.length === 1 ? "is" : "are"} in the image, and a final stage of its own would save ${formatBytes(bytes)}${asFarAsRead(image)}.`,
      remedy: `Build in one stage and ship another${language ? `, for ${language} like this` : ""}:\n${dockerfile}`,
      location: locate(image, { kind: "file", layer: originOf(image.files, first.file), path: first.file.path }),
      ...(places.length > 0 ? { places } : {}),
      severity: weigh(image, bytes) ?? "low",
      bytes,
      identity: "single-stage",
    }
  },
})

import { defineRule } from "../../model/index.ts"
import { toolRemarks } from "../support/tool-remarks.ts"

export default defineRule({
  id: "build-tools/build-system",
  title: "No build system is shipped",
  severity: "medium",
  why: "make, CMake, Maven and their like have done their work when the image is built. Left in it they cost space, updates and attention, and are the sign that the build itself was shipped.",
  decides:
    "Executables of make, CMake, Ninja, Meson, Autoconf, Automake, Libtool, pkg-config, Bazel, Maven, Gradle, Ant, sbt, Cargo and node-gyp where programs are installed, with the folders that only they use, their packages, and what only those need.",
  blind: "Wrapper scripts in an application's folder (gradlew, mvnw), and the node-gyp that npm carries in itself.",
  remedy: "Build in one stage and ship another: `FROM … AS build`, then `COPY --from=build`.",
  examples: {
    bad: `
      FROM scratch
      COPY --chmod=755 <<EOF /usr/bin/make
      make
      EOF`,
    good: `
      FROM scratch
      COPY <<EOF /usr/share/bash-completion/completions/make
      complete -F _make make
      EOF`,
  },
  references: [],
  check: (image) => toolRemarks(image, "build system"),
})

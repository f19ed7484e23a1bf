import { defineRule } from "../../model/index.ts"
import { toolRemarks } from "../support/tool-remarks.ts"

export default defineRule({
  id: "build-tools/sdk",
  title: "No software development kit is shipped",
  severity: "medium",
  why: "A kit is everything that it takes to build: compiler, libraries, tools and sources, often a gigabyte of them. A program that was built with it needs its runtime at most, which has a fraction of the size and of the vulnerabilities.",
  decides:
    "The Go toolchain, the JDK (of which only what a JRE would not have is counted), the .NET SDK, the Android SDK, Emscripten and the CUDA toolkit, by the files that make such a folder one. These are told here and not by build-tools/compiler. Where packages brought them, they are named, and what only they need is counted with them; packages of a lower layer, of the base system, or that a file of the image's own uses count nothing.",
  blind:
    "Kits under names of your own and in other places; whether the program compiles at run time and needs the kit.",
  remedy: "Build in a stage with the kit, and start the final stage from the runtime: a JRE, `aspnet`, distroless.",
  examples: {
    bad: `
      FROM scratch
      COPY --chmod=755 <<EOF /usr/local/go/bin/go
      go
      EOF
      COPY <<EOF /usr/local/go/src/runtime/proc.go
      package runtime
      EOF`,
    good: `
      FROM scratch
      COPY --chmod=755 <<EOF /opt/java/openjdk/bin/java
      java
      EOF`,
  },
  references: [],
  check: (image) => toolRemarks(image, "SDK"),
})

import { defineRule } from "../../model/index.ts"
import { toolRemarks } from "../support/tool-remarks.ts"

export default defineRule({
  id: "build-tools/compiler",
  title: "No compiler is shipped",
  severity: "medium",
  why: "A compiler in production is dead weight of tens to hundreds of megabytes, brings vulnerabilities that nobody needs to have, and hands whoever breaks in the means to build exploits on the spot.",
  decides:
    "Executables of GCC, Clang, TCC, Rust, Kotlin, Scala, GHC, Swift, TypeScript, Zig, Nim and Free Pascal where programs are installed, whether a package or a plain COPY brought them, with the folders that only they use. Where packages brought them, they are named, and what only they need is counted with them; packages of a lower layer, of the base system, or that a file of the image's own uses count nothing.",
  blind:
    "Compilers under names of your own; erlc, which every Erlang runtime has. Go, the JDK, the .NET SDK and other whole kits are told by build-tools/sdk.",
  remedy: "Build in one stage and ship another: `FROM … AS build`, then `COPY --from=build`.",
  examples: {
    bad: `
      FROM scratch
      COPY --chmod=755 <<EOF /usr/bin/x86_64-linux-gnu-gcc-12
      gcc
      EOF`,
    good: `
      FROM scratch
      COPY --chmod=755 <<EOF /usr/local/bin/app
      app
      EOF`,
  },
  references: [],
  check: (image) => toolRemarks(image, "compiler"),
})

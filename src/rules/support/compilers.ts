import type { Tool } from "./tool.ts"
import { inLibraryFolders } from "./tool.ts"

/** What turns source code into programs. Whole kits are in `sdks.ts`; erlc is in neither: each Erlang runtime comes with it. */
export const COMPILERS: readonly Tool[] = [
  {
    name: "GCC",
    programs: ["gcc", "g++", "gfortran", "gnat", "gdc", "gccgo"],
    trees: [...inLibraryFolders("gcc"), "/usr/local/lib/gcc", "/usr/local/libexec/gcc"],
  },
  {
    name: "Clang",
    programs: ["clang", "clang++", "flang"],
    home: ["lib/clang"],
    trees: ["/usr/lib/clang", "/usr/lib64/clang"],
  },
  { name: "TCC", programs: ["tcc"], trees: ["/usr/lib/tcc", "/usr/lib/*/tcc", "/usr/local/lib/tcc"] },
  { name: "Rust", programs: ["rustc"], home: ["lib/rustlib"], trees: ["/usr/lib/rustlib"] },
  { name: "Kotlin", programs: ["kotlinc"], home: ["lib/kotlin-compiler.jar"] },
  { name: "Scala", programs: ["scalac"], home: ["lib/scala-compiler.jar"] },
  { name: "GHC", programs: ["ghc"], home: ["lib/package.conf.d"], trees: ["/usr/lib/ghc", "/usr/lib/ghc-*"] },
  { name: "Swift", programs: ["swiftc", "swift-frontend"] },
  {
    name: "TypeScript",
    programs: ["tsc"],
    home: ["lib/typescript.js"],
    needsHome: true,
    remedy:
      "Compile in a build stage and install the final stage's packages without development dependencies: `RUN npm ci --omit=dev`, then `COPY --from=build /app/dist ./dist`.",
  },
  { name: "Zig", programs: ["zig"], home: ["lib/std", "lib/zig/std"], trees: ["/usr/lib/zig"] },
  { name: "Nim", programs: ["nim"], home: ["lib/system.nim"], trees: ["/usr/lib/nim"] },
  {
    name: "Free Pascal",
    programs: ["fpc", "ppcx64", "ppca64"],
    packages: ["fp-compiler"],
    trees: ["/usr/lib/fpc", "/usr/lib/*/fpc"],
  },
]

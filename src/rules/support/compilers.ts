import type { Tool } from "./tool.ts"
import { inLibraryFolders } from "./tool.ts"

/** What turns source code into programs. erlc is not among them: each Erlang runtime comes with it. */
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
  {
    name: "Go",
    programs: ["go"],
    home: ["pkg/tool", "src/runtime", "pkg/include"],
    needsHome: true,
    packages: ["golang-go"],
  },
  { name: "Rust", programs: ["rustc"], home: ["lib/rustlib"], trees: ["/usr/lib/rustlib"] },
  {
    name: "JDK",
    programs: ["javac"],
    home: ["lib/jrt-fs.jar", "lib/ct.sym", "lib/tools.jar", "jmods"],
    // The rest is what a JRE has as well.
    parts: [
      "jmods",
      "include",
      "lib/ct.sym",
      "lib/src.zip",
      "lib/tools.jar",
      "bin/javac",
      "bin/javadoc",
      "bin/jlink",
      "bin/jshell",
    ],
    remedy:
      "Compile in a stage with the JDK and run on a JRE: `FROM eclipse-temurin:21-jre`, then `COPY --from=build /src/target/app.jar /app.jar`.",
  },
  { name: "Kotlin", programs: ["kotlinc"], home: ["lib/kotlin-compiler.jar"] },
  { name: "Scala", programs: ["scalac"], home: ["lib/scala-compiler.jar"] },
  { name: "GHC", programs: ["ghc"], home: ["lib/package.conf.d"], trees: ["/usr/lib/ghc", "/usr/lib/ghc-*"] },
  { name: "Swift", programs: ["swiftc", "swift-frontend"] },
  {
    name: ".NET SDK",
    programs: [],
    marks: ["/usr/share/dotnet", "/usr/lib/dotnet", "/usr/lib64/dotnet", "/root/.dotnet", "/opt/dotnet"].map(
      (home) => `${home}/sdk/*/dotnet.dll`,
    ),
    trees: ["/usr/share/dotnet", "/usr/lib/dotnet", "/usr/lib64/dotnet", "/root/.dotnet", "/opt/dotnet"].flatMap(
      (home) => ["sdk", "sdk-manifests", "packs", "templates"].map((part) => `${home}/${part}`),
    ),
  },
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
  { name: "Free Pascal", programs: ["fpc", "ppcx64", "ppca64"], trees: ["/usr/lib/fpc", "/usr/lib/*/fpc"] },
]

import type { Tool } from "./tool.ts"

const DOTNET = ["/usr/share/dotnet", "/usr/lib/dotnet", "/usr/lib64/dotnet", "/root/.dotnet", "/opt/dotnet"]

/**
 * Kits that come as one folder of compiler, libraries and tools, and of which a final stage needs a small part or nothing.
 * What is in this list is in no other: a compiler on its own is one of `compilers.ts`.
 */
export const SDKS: readonly Tool[] = [
  {
    name: "Go",
    programs: ["go"],
    home: ["pkg/tool", "src/runtime", "pkg/include"],
    needsHome: true,
    packages: ["golang"],
  },
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
      "Compile in a stage with the JDK and run on a JRE of the same version: `FROM eclipse-temurin:21-jre`, then `COPY --from=build /src/target/app.jar /app.jar`.",
  },
  {
    name: ".NET SDK",
    programs: [],
    packages: ["dotnet-sdk", "dotnet8-sdk", "dotnet9-sdk", "dotnet10-sdk"],
    marks: DOTNET.map((home) => `${home}/sdk/*/dotnet.dll`),
    trees: DOTNET.flatMap((home) => ["sdk", "sdk-manifests", "packs", "templates"].map((part) => `${home}/${part}`)),
    remedy:
      "Publish in a stage with the SDK and run on the runtime: `FROM mcr.microsoft.com/dotnet/aspnet:8.0`, then `COPY --from=build /out /app`.",
  },
  {
    name: "Android SDK",
    programs: [],
    homes: [
      "/opt/android-sdk*",
      "/opt/android/sdk",
      "/usr/lib/android-sdk",
      "/root/Android/Sdk",
      "/home/*/Android/Sdk",
    ],
    homeVariables: ["ANDROID_HOME", "ANDROID_SDK_ROOT"],
    home: ["cmdline-tools/*/bin/sdkmanager", "platform-tools/adb", "build-tools/*/aapt2", "tools/bin/sdkmanager"],
    remedy:
      "Build in a stage with the SDK, and ship only the package that it made: `COPY --from=build /src/app/build/outputs/apk /apk`.",
  },
  {
    name: "Emscripten",
    programs: [],
    homes: ["/emsdk", "/opt/emsdk", "/root/emsdk"],
    homeVariables: ["EMSDK"],
    home: ["upstream/emscripten/emcc.py", "emsdk.py"],
    remedy:
      "Compile in a stage `FROM emscripten/emsdk AS build`, and ship only the WebAssembly: `COPY --from=build /src/dist /srv`.",
  },
  {
    name: "CUDA toolkit",
    programs: ["nvcc"],
    packages: ["cuda-nvcc", "cuda-crt", "cuda-compiler"],
    home: ["nvvm", "targets"],
    needsHome: true,
    // What the runtime flavour of NVIDIA's images has as well is left: the shared libraries.
    parts: [
      "bin",
      "compute-sanitizer",
      "extras",
      "nsight*",
      "nvml",
      "nvvm",
      "src",
      "tools",
      "targets/*/include",
      "targets/*/lib/*.a",
      "targets/*/lib/stubs",
    ],
    remedy:
      "Compile in a stage `FROM nvidia/cuda:…-devel-… AS build`, and start the final stage from the `-runtime-` or `-base-` flavour of the same version.",
  },
]

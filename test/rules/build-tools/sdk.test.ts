import { expect, test } from "vitest"
import sdk from "../../../src/rules/build-tools/sdk.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const program = (path: string): string => `COPY --size=1MB --chmod=755 ${path}`

testRule(sdk, {
  catches: {
    // Copied, with no package that knows of it.
    [`${program("/usr/local/go/bin/go")}\nCOPY --size=9MB /usr/local/go/src/runtime/a.go`]:
      "Go is shipped (/usr/local/go/bin/go): 10 MB, brought by layer 0 (COPY --chmod=755 go /usr/local/go/bin/go).",
    // Of a JDK, only what a JRE would not have.
    [`${program("/opt/java/openjdk/bin/javac")}\nCOPY --size=9MB /opt/java/openjdk/jmods/a\nCOPY --size=10MB /opt/java/openjdk/lib/modules`]:
      "JDK is shipped (/opt/java/openjdk/bin/javac): 10 MB, brought by layer 0 (COPY --chmod=755 javac /opt/java/openjdk/bin/javac).",
    "COPY --size=1MB /usr/share/dotnet/sdk/8.0.100/dotnet.dll\nCOPY --size=1MB /usr/share/dotnet/packs/a":
      ".NET SDK 8.0.100 is shipped (/usr/share/dotnet/sdk/8.0.100/dotnet.dll): 2 MB, brought by layer 0 (COPY dotnet.dll /usr/share/dotnet/sdk/8.0.100/dotnet.dll).",
    // The version that the kit says of itself.
    [`${program("/usr/local/go/bin/go")}\nCOPY --size=1MB /usr/local/go/src/runtime/a.go\nCOPY <<EOF /usr/local/go/VERSION\ngo1.22.5\ntime 2024-06-27T20:11:12Z\nEOF`]:
      "Go 1.22.5 is shipped (/usr/local/go/bin/go): 2 MB, brought by layer 0 (COPY --chmod=755 go /usr/local/go/bin/go).",
    // By the environment, or where people unpack it.
    [`ENV ANDROID_HOME=/tools/android\n${program("/tools/android/platform-tools/adb")}\nCOPY --size=4MB /tools/android/build-tools/35.0.0/lib/d8.jar`]:
      "Android SDK is shipped (/tools/android/platform-tools/adb): 5 MB, brought by layer 0 (COPY --chmod=755 adb /tools/android/platform-tools/adb).",
    "COPY --size=1MB /emsdk/upstream/emscripten/emcc.py\nCOPY --size=3MB /emsdk/upstream/bin/clang":
      "Emscripten is shipped (/emsdk/upstream/emscripten/emcc.py): 4 MB, brought by layer 0 (COPY emcc.py /emsdk/upstream/emscripten/emcc.py).",
    // The libraries that a program runs with are no part of what the kit costs.
    [`${program("/usr/local/cuda-12.4/bin/nvcc")}\nCOPY --size=2MB /usr/local/cuda-12.4/nvvm/bin/cicc\nCOPY --size=3MB /usr/local/cuda-12.4/targets/x86_64-linux/lib/libcublas_static.a\nCOPY --size=4MB /usr/local/cuda-12.4/targets/x86_64-linux/lib/libcublas.so.12`]:
      "CUDA toolkit 12.4 is shipped (/usr/local/cuda-12.4/bin/nvcc): 6 MB, brought by layer 0 (COPY --chmod=755 nvcc /usr/local/cuda-12.4/bin/nvcc).",
  },
  ignores: [
    // A program of one's own that is called go.
    program("/usr/local/bin/go"),
    program("/opt/java/openjdk/bin/java"),
    // The runtime alone.
    "COPY --size=1MB /usr/share/dotnet/shared/Microsoft.NETCore.App/8.0.1/System.dll",
    "COPY --size=4MB /usr/local/cuda-12.4/targets/x86_64-linux/lib/libcublas.so.12",
    // A variable that names a folder of something else, or everything.
    "ENV ANDROID_HOME=/srv/app EMSDK=/\nCOPY --size=1MB /srv/app/index.js\nCOPY --size=1kB /emsdk.py",
    program("/usr/bin/gcc"),
  ],
})

test("the remedy names the runtime to ship instead", async () => {
  const [jdk] = await findingsOf(
    sdk,
    `COPY --size=9 /a\n${program("/opt/jdk-21/bin/javac")}\nCOPY --size=9MB /opt/jdk-21/jmods/a`,
  )
  expect(jdk?.remedy).toContain("FROM eclipse-temurin:21-jre")
  const [go] = await findingsOf(
    sdk,
    `COPY --size=9 /a\n${program("/usr/local/go/bin/go")}\nCOPY --size=9MB /usr/local/go/src/runtime/a.go`,
  )
  expect(go?.remedy).toContain("COPY --from=build")
})

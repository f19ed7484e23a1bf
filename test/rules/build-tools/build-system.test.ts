import buildSystem from "../../../src/rules/build-tools/build-system.ts"
import { testRule } from "../../support/rule.ts"

const program = (path: string): string => `COPY --size=1MB --chmod=755 ${path}`

testRule(buildSystem, {
  catches: {
    [program("/usr/bin/make")]:
      "make is shipped (/usr/bin/make): 1 MB, brought by layer 0 (COPY --chmod=755 make /usr/bin/make).",
    [`${program("/usr/bin/cmake")}\nCOPY --size=3MB /usr/share/cmake-3.25/Modules/a.cmake`]:
      "CMake is shipped (/usr/bin/cmake): 4 MB, brought by layer 0 (COPY --chmod=755 cmake /usr/bin/cmake).",
    [`${program("/usr/share/maven/bin/mvn")}\nCOPY --size=3MB /usr/share/maven/lib/maven-core-3.9.9.jar`]:
      "Maven is shipped (/usr/share/maven/bin/mvn): 4 MB, brought by layer 0 (COPY --chmod=755 mvn /usr/share/maven/bin/mvn).",
    "COPY --size=1MB /usr/local/lib/node_modules/node-gyp/gyp/gyp_main.py":
      "node-gyp is shipped (/usr/local/lib/node_modules/node-gyp/gyp): 1 MB, brought by layer 0 (COPY gyp_main.py /usr/local/lib/node_modules/node-gyp/gyp/gyp_main.py).",
  },
  ignores: [
    program("/app/bin/make"),
    program("/app/gradlew"),
    // npm carries these in itself.
    program("/usr/local/lib/node_modules/npm/bin/node-gyp-bin/node-gyp"),
    "COPY --size=1MB /usr/local/lib/node_modules/npm/node_modules/node-gyp/gyp/gyp_main.py",
    program("/usr/local/lib/python3.12/config-3.12-x86_64-linux-gnu/install-sh"),
    program("/usr/local/bin/ant"),
    `${program("/bin/busybox")}\nRUN ln -s busybox /bin/make`,
  ],
})

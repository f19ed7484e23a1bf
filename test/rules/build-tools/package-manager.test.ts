import packageManager from "../../../src/rules/build-tools/package-manager.ts"
import { testRule } from "../../support/rule.ts"
import { debian } from "../../support/debian.ts"

const program = (path: string): string => `COPY --size=1MB --chmod=755 ${path}`

testRule(packageManager, {
  catches: {
    [`${program("/usr/bin/apt-get")}\n${program("/usr/bin/apt")}`]:
      "apt is shipped (/usr/bin/apt-get): 2 MB, brought by layer 0 (COPY --chmod=755 apt-get /usr/bin/apt-get).",
    [`${program("/sbin/apk")}\n${program("/usr/bin/pip3.12")}\nCOPY --size=3MB /usr/local/lib/python3.12/site-packages/pip/a.py`]:
      [
        "pip is shipped (/usr/bin/pip3.12): 4 MB, brought by layer 1 (COPY --chmod=755 pip3.12 /usr/bin/pip3.12).",
        "apk is shipped (/sbin/apk): 1 MB, brought by layer 0 (COPY --chmod=755 apk /sbin/apk).",
      ],
    // A link leads to it: the folder proves it.
    'COPY --size=1MB /usr/local/lib/node_modules/npm/index.js\nCOPY <<EOF /usr/local/lib/node_modules/npm/package.json\n{"name":"npm","version":"10.9.0"}\nEOF':
      "npm is shipped (/usr/local/lib/node_modules/npm/package.json, npm package npm 10.9.0): 1 MB, brought by layer 1 (COPY <<EOF /usr/local/lib/node_modules/npm/package.json).",
    // What brought it is there for something else, and would stay.
    [`COPY --size=1MB /usr/lib/node_modules/npm/package.json\nCOPY --size=9MB --chmod=755 /usr/bin/node\n${debian({ name: "nodejs", files: ["/usr/bin/node", "/usr/lib/node_modules/npm/package.json"] })}`]:
      "npm is shipped (/usr/lib/node_modules/npm/package.json, part of Debian package nodejs 1.0-1): 1 MB, brought by layer 0 (COPY package.json /usr/lib/node_modules/npm/package.json).",
    // The base system needs it no more where it is what is to go.
    [`${program("/usr/bin/apt")}\nCOPY --size=2MB /usr/lib/libapt-pkg.so.6\n${debian({ name: "apt", requires: ["libapt-pkg6"], files: ["/usr/bin/apt"] }, { name: "libapt-pkg6", files: ["/usr/lib/libapt-pkg.so.6"] })}`]:
      "apt is shipped (/usr/bin/apt, Debian package apt 1.0-1): 3 MB with 1 package that only it needs, brought by layer 0 (COPY --chmod=755 apt /usr/bin/apt).",
  },
  ignores: [
    program("/usr/local/bin/app"),
    "COPY --size=1kB --chmod=644 /usr/share/bash-completion/completions/apt",
    program("/app/node_modules/npm/bin/yarn"),
  ],
})

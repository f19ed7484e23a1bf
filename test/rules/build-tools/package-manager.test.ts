import packageManager from "../../../src/rules/build-tools/package-manager.ts"
import { testRule } from "../../support/rule.ts"

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
  },
  ignores: [
    program("/usr/local/bin/app"),
    "COPY --size=1kB --chmod=644 /usr/share/bash-completion/completions/apt",
    program("/app/node_modules/npm/bin/yarn"),
  ],
})

import { expect, test } from "vitest"
import compiler from "../../../src/rules/build-tools/compiler.ts"
import { findingsOf, testRule } from "../../support/rule.ts"
import { debian } from "../../support/debian.ts"

const program = (path: string): string => `COPY --size=1MB --chmod=755 ${path}`

testRule(compiler, {
  catches: {
    // As Debian does it: only the last of the chain is a file.
    [`${program("/usr/bin/x86_64-linux-gnu-gcc-12")}
      RUN ln -s x86_64-linux-gnu-gcc-12 /usr/bin/gcc-12 && ln -s gcc-12 /usr/bin/gcc
      COPY --size=2MB /usr/lib/gcc/x86_64-linux-gnu/12/cc1
      COPY --size=1kB /var/lib/dpkg/info/gcc-12.list`]:
      "GCC 12 is shipped (/usr/bin/x86_64-linux-gnu-gcc-12, Debian package gcc-12): 3 MB, brought by layer 0 (COPY --chmod=755 x86_64-linux-gnu-gcc-12 …).",
    [program("/usr/bin/tcc")]:
      "TCC is shipped (/usr/bin/tcc): 1 MB, brought by layer 0 (COPY --chmod=755 tcc /usr/bin/tcc).",
    [`${program("/opt/zig-0.13.0/zig")}\nCOPY --size=9MB /opt/zig-0.13.0/lib/std/std.zig`]:
      "Zig 0.13.0 is shipped (/opt/zig-0.13.0/zig): 10 MB, brought by layer 0 (COPY --chmod=755 zig /opt/zig-0.13.0/zig).",
    [`${program("/app/node_modules/typescript/bin/tsc")}\nCOPY --size=9MB /app/node_modules/typescript/lib/typescript.js`]:
      "TypeScript is shipped (/app/node_modules/typescript/bin/tsc): 10 MB, brought by layer 0 (COPY --chmod=755 tsc /app/node_modules/typescript/bin/tsc).",
    [`ENV PATH=/srv/tools:/bin\n${program("/srv/tools/gcc")}`]:
      "GCC is shipped (/srv/tools/gcc): 1 MB, brought by layer 0 (COPY --chmod=755 gcc /srv/tools/gcc).",
  },
  ignores: [
    "COPY --size=1MB /usr/bin/gcc",
    "COPY --size=0kB --chmod=755 /usr/bin/gcc",
    program("/usr/share/doc/gcc"),
    program("/app/node_modules/a/bin/gcc"),
    // A dependency's dependency is not the application's choice.
    `${program("/app/node_modules/a/node_modules/typescript/bin/tsc")}\nCOPY --size=9MB /app/node_modules/a/node_modules/typescript/lib/typescript.js`,
    `${program("/usr/bin/gcc")}\nRUN rm /usr/bin/gcc`,
    // Busybox is one file under many names.
    `${program("/bin/busybox")}\nRUN ln /bin/busybox /bin/tcc`,
    // In a cache that size/package-cache tells.
    `${program("/root/.cache/yarn/v6/npm-typescript/node_modules/typescript/bin/tsc")}\nCOPY --size=9MB /root/.cache/yarn/v6/npm-typescript/node_modules/typescript/lib/typescript.js`,
    // Whole kits are told by build-tools/sdk.
    `${program("/usr/local/go/bin/go")}\nCOPY --size=9MB /usr/local/go/src/runtime/a.go`,
    program("/usr/bin/python3"),
    program("/usr/bin/perl"),
  ],
})

test.each([
  [
    "COPY --size=1kB /base",
    "Use it in a build stage and take only the result from it with `COPY --from=build`; where that can't be, remove it in the RUN that installs it: `RUN apt-get update && apt-get install -y --no-install-recommends tcc && … && apt-get purge -y --auto-remove tcc && rm -rf /var/lib/apt/lists/*`.",
  ],
  [
    program("/usr/bin/tcc"),
    "It comes with the base: build there, and let the final stage start from a base without TCC, such as a `-slim` or distroless one, and take only the result with `COPY --from=build`.",
  ],
])("the remedy tells a tool of the base from one that was installed: %s", async (base, remedy) => {
  const [finding] = await findingsOf(
    compiler,
    `${base}\n${base.includes("tcc") ? "COPY --size=1kB /a" : program("/usr/bin/tcc")}`,
  )
  expect(finding?.remedy).toBe(remedy)
})

test.each([
  ["", "apt-get purge -y --auto-remove tcc"],
  ["COPY --size=1kB /lib/apk/db/installed", "apk del .build"],
  ["COPY --size=1kB /var/lib/rpm/rpmdb.sqlite", "dnf remove -y tcc"],
])("the remedy speaks the distribution's language: %s", async (distribution, remedy) => {
  const [finding] = await findingsOf(compiler, `COPY --size=1kB /base\n${distribution}\n${program("/usr/bin/tcc")}`)
  expect(finding?.remedy).toContain(remedy)
  expect(finding?.location).toMatchObject({ kind: "file", path: "/usr/bin/tcc" })
})

test.each([
  ["apt-get update && apt-get install -y nodejs npm", true],
  ["apt-get install -y --no-install-recommends nodejs", false],
  ["apt-get install -y gcc-12", false],
  ["apt-get install -y build-essential", false],
  ["make install", false],
])("where a package brought it unasked, the remedy says so: RUN %s", async (command, isUnasked) => {
  const [finding] = await findingsOf(
    compiler,
    `COPY --size=1MB --chmod=755 /base
     ${debian({ name: "gcc", files: ["/usr/bin/gcc"] })}
     RUN cp /base /usr/bin/gcc && ${command}`,
  )
  expect(finding?.remedy.includes("does not ask for it")).toBe(isUnasked)
})

import { expect, test } from "vitest"
import { packagesIn, unreadIn } from "../../support/probe.ts"

const INSTALLED = `C:Q1abc=
P:musl
V:1.2.5-r0
A:x86_64
S:383152
o:musl
D:so:libz.so.1 busybox>=1.36 !old-musl /bin/sh
p:so:libc.musl-x86_64.so.1=1 cmd:ldd=1.2.5
F:lib
R:ld-musl-x86_64.so.1
a:0:0:755
Z:Q1def=
R:libc.musl-x86_64.so.1
F:usr
F:usr/bin
R:ldd
F:var/empty

P:.build-deps
V:20250101.000000
D:gcc
F:
R:at-the-root

V:1
`

test.each(["lib/apk/db/installed", "usr/lib/apk/db/installed"])("the packages of %s, with their files", (path) => {
  expect(packagesIn(path, INSTALLED)).toEqual([
    {
      type: "apk",
      name: "musl",
      version: "1.2.5-r0",
      files: ["/lib/ld-musl-x86_64.so.1", "/lib/libc.musl-x86_64.so.1", "/usr/bin/ldd", "/var/empty"],
      requires: ["so:libz.so.1", "busybox", "/bin/sh"],
      provides: ["so:libc.musl-x86_64.so.1", "cmd:ldd"],
      source: "musl",
      architecture: "x86_64",
    },
    { type: "apk", name: ".build-deps", version: "20250101.000000", files: ["/at-the-root"], requires: ["gcc"] },
  ])
})

test("the last package needs no empty line after it", () => {
  expect(packagesIn("lib/apk/db/installed", "P:a\nV:1\nF:bin\nR:a").map(({ files }) => files)).toEqual([["/bin/a"]])
})

test("a short text that stands for endless paths is given up", () => {
  const many = `P:a\nV:1\nF:${"a/".repeat(2000)}b\n${"R:x\n".repeat(100_000)}`
  expect(unreadIn("lib/apk/db/installed", many)).toEqual(["the apk data base names more files than any system has"])
})

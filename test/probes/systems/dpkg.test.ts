import { expect, test } from "vitest"
import { packagesIn, probe, unreadIn } from "../../support/probe.ts"

const STATUS = `Package: libssl3
Status: install ok installed
Priority: optional
Architecture: amd64
Multi-Arch: same
Source: openssl (3.0.15-1)
Version: 3.0.15-1~deb12u1
Provides: libssl, ssl-engine (= 3)
Depends: libc6 (>= 2.34), debconf (>= 0.5) | debconf-2.0, python3:any
Pre-Depends: dpkg (>= 1.19) [amd64], libc6
Description: a library
 Depends: not-a-field
 .
 Package: not-a-package

Package: gone
Status: deinstall ok config-files
Version: 1.0
Architecture: all

Package: never
Status: unknown ok not-installed

Package: half
Status: install ok half-configured
Version: 2:1.0
Depends: a,
 b
`

test("the packages that are there, with what they need and provide", () => {
  expect(packagesIn("var/lib/dpkg/status", STATUS)).toEqual([
    {
      type: "deb",
      name: "libssl3",
      version: "3.0.15-1~deb12u1",
      requires: ["dpkg", "libc6", "debconf", "debconf-2.0", "python3"],
      provides: ["libssl", "ssl-engine"],
      source: "openssl",
      architecture: "amd64",
    },
    { type: "deb", name: "half", version: "2:1.0", requires: ["a", "b"] },
  ])
})

test("a package that has a record of its own has no state", () => {
  expect(packagesIn("var/lib/dpkg/status.d/tzdata", "Package: tzdata\nVersion: 2025b-0\n")).toEqual([
    { type: "deb", name: "tzdata", version: "2025b-0" },
  ])
})

test("a list names files; a folder that holds one of them is left out, an empty one is not", () => {
  const list = "/.\n/usr\n/usr/bin\n/usr/bin/a b\n/usr/share\n/usr/share/empty\n/usr/share/x\n/usr/share/x/y\n"
  expect(packagesIn("var/lib/dpkg/info/libc6:amd64.list", list)).toEqual([
    {
      type: "deb",
      name: "libc6",
      version: "",
      architecture: "amd64",
      files: ["/usr/bin/a b", "/usr/share/empty", "/usr/share/x/y"],
    },
  ])
})

test("sums name files from the root", () => {
  const sums = `${"0".repeat(32)}  usr/bin/a b\n${"1".repeat(32)}  ./usr/lib/x.so.1\n`
  expect(packagesIn("var/lib/dpkg/status.d/x.md5sums", sums)).toEqual([
    { type: "deb", name: "x", version: "", files: ["/usr/bin/a b", "/usr/lib/x.so.1"] },
  ])
})

test.each([
  "var/lib/dpkg/status-old",
  "var/lib/dpkg/available",
  "var/lib/dpkg/info/libc6.md5sums",
  "var/lib/dpkg/info/sub/libc6.list",
  "srv/rootfs/var/lib/dpkg/status",
])("%s is none of its files", (path) => {
  expect(packagesIn(path, STATUS)).toEqual([])
})

test("what is no status at all names nothing", () => {
  expect(probe("var/lib/dpkg/status", "\n\n\0\u{1f600}: x\n:\n")).toEqual([])
})

test("a status file that was cut is said, and so is one that names more than any system has", () => {
  expect(probe("var/lib/dpkg/status", STATUS, false)).toEqual([
    { kind: "unread", message: "the dpkg data base is cut" },
  ])
  expect(unreadIn("var/lib/dpkg/status", "Package: a\nVersion: 1\n\n".repeat(100_001))).toEqual([
    "the dpkg data base names more packages than any system has",
  ])
  expect(unreadIn("var/lib/dpkg/info/a.list", "/a/b\n".repeat(1_000_001))).toEqual([
    "dpkg's list of a package's files names more files than any system has",
  ])
})

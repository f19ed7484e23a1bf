import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { berkeleyWith } from "../../support/databases/berkeley.ts"
import { ndbWith } from "../../support/databases/ndb.ts"
import { rpmHeader } from "../../support/databases/rpm-header.ts"
import { sqliteWith } from "../../support/databases/sqlite.ts"
import { packagesIn, probe, unreadIn } from "../../support/probe.ts"

const BASH = rpmHeader({
  name: "bash",
  version: "5.1.8",
  release: "9.el9",
  epoch: 0,
  architecture: "x86_64",
  sourceRpm: "bash-5.1.8-9.el9.src.rpm",
  files: ["/etc", "/etc/skel", "/etc/skel/.bashrc", "/usr/bin/bash", "/usr/bin/sh"],
  requires: ["libc.so.6()(64bit)", "rpmlib(FileDigests)", "filesystem", "filesystem"],
  provides: ["bash", "/bin/sh"],
})
const OTHERS = [
  rpmHeader({ name: "gpg-pubkey", version: "fd431d51" }),
  rpmHeader({ name: "big", ballast: 3000, files: Array.from({ length: 200 }, (_, at) => `/usr/share/big/${at}`) }),
  rpmHeader({ name: "bare" }),
]
const BLOBS = [BASH, ...OTHERS]

const FORMATS: [path: string, made: Buffer][] = [
  ["var/lib/rpm/rpmdb.sqlite", sqliteWith("Packages", BLOBS)],
  ["usr/lib/sysimage/rpm/Packages.db", ndbWith(BLOBS)],
  ["var/lib/rpm/Packages", berkeleyWith(BLOBS)],
  ["usr/share/rpm/Packages", berkeleyWith(BLOBS, false)],
]

describe.each(FORMATS)("%s", (path, made) => {
  test("names its packages and their files", () => {
    const packages = packagesIn(path, made)
    expect(packages[0]).toEqual({
      type: "rpm",
      name: "bash",
      version: "0:5.1.8-9.el9",
      files: ["/etc/skel/.bashrc", "/usr/bin/bash", "/usr/bin/sh"],
      requires: ["libc.so.6()(64bit)", "filesystem"],
      provides: ["bash", "/bin/sh"],
      source: "bash",
      architecture: "x86_64",
    })
    expect(packages.map(({ name, files }) => `${name} ${files?.length}`)).toEqual(["bash 3", "big 200", "bare 0"])
    expect(unreadIn(path, made)).toEqual([])
  })

  test("keeps what was read before it was cut, and says that it was", () => {
    const cut = made.subarray(0, made.length - 1500)
    expect(unreadIn(path, cut)).toHaveLength(1)
    expect(packagesIn(path, cut).length).toBeLessThan(3)
  })

  test("ends in facts whatever its bytes are", () => {
    const change = fc.record({ at: fc.nat(made.length - 1), to: fc.oneof(fc.nat(255), fc.constantFrom(0, 255)) })
    const whole = packagesIn(path, made)
    fc.assert(
      fc.property(
        fc.array(change, { minLength: 1, maxLength: 6 }),
        fc.nat(made.length),
        fc.boolean(),
        (changes, end, cuts) => {
          const bytes = Buffer.from(cuts ? made.subarray(0, end) : made)
          for (const { at, to } of changes) if (at < bytes.length) bytes[at] = to
          const facts = probe(path, bytes) ?? []
          for (const fact of facts) {
            if (fact.kind === "unread") expect(fact.message).toMatch(/^the rpm data base (is|has|names) [A-Za-z', :]+$/)
            else if (fact.kind === "packages") expect(fact.packages.length).toBeLessThanOrEqual(whole.length + 1)
          }
        },
      ),
      { numRuns: 400 },
    )
  })
})

const change = (bytes: Buffer, at: number, ...to: readonly number[]): Buffer => {
  const changed = Buffer.from(bytes)
  changed.set(to, at)
  return changed
}

test.each([
  ["a page of SQLite that leads to itself", 0, 512 + 8, [0, 0, 0, 2], "has pages that lead in a circle"],
  ["pages of no size", 0, 16, [0, 3], "has pages of an impossible size"],
  ["more entries than a page can hold", 0, 512 + 3, [0xff, 0xff], "has a page with more entries than it can hold"],
  ["slots beyond the end", 1, 12, [0xff, 0xff, 0xff, 0xff], "is cut: it has fewer slots than it says"],
  ["a slot that leads elsewhere", 1, 32 + 24, [1, 2, 0, 0], "has a slot that leads to no package"],
  ["another format under a known name", 2, 12, [0, 0, 0, 0], "is in a format that is not read"],
  [
    "a page of Berkeley DB with more entries than bytes",
    2,
    512 + 20,
    [0xff, 0xff],
    "has a page with more entries than it can hold",
  ],
])("%s", (_what, format, at, to, message) => {
  const [path, made] = FORMATS[format]!
  expect(unreadIn(path, change(made, at, ...to))).toEqual([`the rpm data base ${message}`])
})

test("a header whose counts lie is damage", () => {
  const names = rpmHeader({ name: "a", provides: ["b"] })
  for (const at of [0, 4, 8 + 12]) {
    const lying = change(names, at, 0x7f, 0xff, 0xff, 0xff)
    expect(unreadIn("var/lib/rpm/Packages.db", ndbWith([lying])), `at ${at}`).toHaveLength(1)
  }
})

test("packages that lie upon each other are given up at once", () => {
  const many = Array.from({ length: 100 }, () => rpmHeader({ name: "a", ballast: 20_000 }))
  const made = ndbWith(many)
  // Every slot leads to the first package.
  for (let at = 32 + 48; at < 4096; at += 32) made.copy(made, at + 4, 32 + 16 + 4, 32 + 32)
  expect(unreadIn("var/lib/rpm/Packages.db", made)).toEqual(["the rpm data base has packages that lie upon each other"])
})

test("rows and entries that lie upon each other are given up at once", () => {
  const sqlite = sqliteWith("Packages", [rpmHeader({ name: "a", ballast: 200 })])
  const leaf = 512 * (sqlite.length / 512 - 1)
  const row = sqlite.readUInt16BE(leaf + 8)
  sqlite.writeUInt16BE(60, leaf + 3)
  for (let at = 0; at < 60; at++) sqlite.writeUInt16BE(row, leaf + 8 + 2 * at)
  expect(unreadIn("var/lib/rpm/rpmdb.sqlite", sqlite)).toEqual([
    "the rpm data base has rows that are longer than the file",
  ])
  const berkeley = berkeleyWith([rpmHeader({ name: "a", ballast: 200 })])
  const page = berkeley.length - 512
  const [key, value] = [berkeley.readUInt16LE(page + 26), berkeley.readUInt16LE(page + 28)]
  berkeley.writeUInt16LE(60, page + 20)
  for (let at = 0; at < 60; at++) berkeley.writeUInt16LE(at % 2 === 0 ? key : value, page + 26 + 2 * at)
  expect(unreadIn("var/lib/rpm/Packages", berkeley)).toEqual(["the rpm data base has entries that lie upon each other"])
})

test("a log that was not written back is said; an empty one says nothing", () => {
  expect(unreadIn("var/lib/rpm/rpmdb.sqlite-wal", "7\x7f\x06\x82")).toEqual([
    "the rpm data base has changes in a log that are not read: what was installed last may be missing",
  ])
  expect(probe("var/lib/rpm/rpmdb.sqlite-wal", "")).toBeNull()
})

test("a data base elsewhere is somebody's data", () => {
  expect(packagesIn("srv/var/lib/rpm/rpmdb.sqlite", FORMATS[0]![1])).toEqual([])
})

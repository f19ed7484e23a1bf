import { expect, test } from "vitest"
import { columns } from "../../src/reports/index.ts"
import { DANGEROUS, PAYLOAD } from "../reports/hostile.ts"
import { dockerfile } from "../support/dockerfile.ts"
import { withFile } from "../support/read.ts"
import { BROKEN, plimsoll } from "./world.ts"

const packagesOf = async (text: string, width = 80, ...more: string[]) => {
  const archive = await dockerfile(text)
  return withFile(archive, (path) => plimsoll(["packages", path, ...more], { stdout: { columns: width } }))
}

const ALPINE = `
  FROM scratch
  COPY --size=300kB /lib/libc.so
  COPY --size=1MB /bin/busybox
  COPY --size=20kB /app/main
  COPY <<EOF /lib/apk/db/installed
  P:musl
  V:1.2.5-r0
  F:lib
  R:libc.so

  P:busybox
  V:1.37.0-r12
  F:bin
  R:busybox

  P:alpine-keys
  V:2.5-r0
  EOF`

test("packages by size, with what is nobody's: it adds up", async () => {
  const { code, stdout, stderr } = await packagesOf(ALPINE)
  expect([code, stderr]).toEqual([0, ""])
  expect(stdout.split("\n").slice(2)).toEqual([
    "",
    "  1.3 MB  apk: 3 packages",
    " 20.1 kB  owned by no package: 2 files",
    "  1.3 MB  visible in all",
    "",
    "    Size  Layer  Type  Package      Version",
    "    1 MB      1  apk   busybox      1.37.0-r12",
    "  300 kB      0  apk   musl         1.2.5-r0",
    "     0 B      3  apk   alpine-keys  2.5-r0",
    "",
  ])
})

test("where there is room it says which file names them", async () => {
  const { stdout } = await packagesOf(ALPINE, 160)
  expect(stdout).toContain("    Size  Layer  Type  Package      Version     Named in\n")
  expect(stdout).toContain("  300 kB      0  apk   musl         1.2.5-r0    /lib/apk/db/installed\n")
})

const MANY = `
  FROM scratch
  COPY <<EOF /lib/apk/db/installed
  ${Array.from({ length: 42 }, (_, at) => `P:p${at}\n  V:1\n`).join("\n  ")}
  EOF`

test("forty are enough unless all are asked for", async () => {
  const { stdout } = await packagesOf(MANY)
  expect(stdout).toMatch(/and 2 more packages \(0 B\): --verbose shows all\n$/)
  expect((await packagesOf(MANY, 80, "--verbose")).stdout.match(/ {2}apk {3}p\d+ /g)).toHaveLength(42)
})

test("an image of which nobody says anything", async () => {
  const { code, stdout } = await packagesOf("FROM scratch\nCOPY --size=2kB /app")
  expect(code).toBe(0)
  expect(stdout).toMatch(
    / {4}2 kB {2}owned by no package: 1 file\n {4}2 kB {2}visible in all\n\nNo file says which packages it has\.\n$/,
  )
})

test.each([60, 80, 160])("names from an image are shown and not obeyed, at width %i", async (width) => {
  const { stdout } = await packagesOf(
    `FROM scratch\nCOPY <<EOF /lib/apk/db/installed\nP:${PAYLOAD.replaceAll("\n", "")}\nV:${"漢".repeat(90)}\nEOF`,
    width,
  )
  expect(stdout).not.toMatch(DANGEROUS)
  expect(Math.max(...stdout.split("\n").map(columns))).toBeLessThanOrEqual(width)
})

test("what could not be read of them is said, and is no failure", async () => {
  const { code, stdout, stderr } = await packagesOf("FROM scratch\nCOPY --size=2kB /var/lib/rpm/rpmdb.sqlite")
  expect([code, stdout.includes("No file says")]).toEqual([0, true])
  expect(stderr).toMatch(
    /: layer 0: the rpm data base is no SQLite data base, at \/var\/lib\/rpm\/rpmdb\.sqlite; what it would say is not listed, and no rule knows of it\n$/,
  )
})

test("of a broken archive it says so and ends in 2", async () => {
  expect((await plimsoll(["packages", BROKEN])).code).toBe(2)
})

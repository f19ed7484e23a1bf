import { execFileSync, spawnSync } from "node:child_process"
import { linkSync, mkdirSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { buffer } from "node:stream/consumers"
import { extract, pack, type Header } from "tar-stream"
import { describe, expect, test } from "vitest"
import { withFolder } from "../support/read.ts"
import { listTar, PIECES, type Told } from "../support/pieces.ts"
import { b256, dir, ent, hard, hdr, longName, pax, sym, tar } from "../support/tar.ts"

const LONG = `${"long/".repeat(30)}name`
const LONGER = `${"longer/".repeat(60)}name`

/** One tar for each dialect, written byte by byte, of the same five things. */
const DIALECTS: Record<string, Buffer> = {
  v7: tar(
    hdr("d/", { type: "\0", magic: "v7", mode: 0o755 }),
    ent("d/file", "12345", { type: "\0", magic: "v7", mtime: 7 }),
    sym("d/link", "file", { magic: "v7" }),
    hard("d/hard", "d/file", { magic: "v7" }),
  ),
  "ustar with a prefix": tar(
    dir("d/"),
    ent("name", "12345", { prefix: LONG.slice(0, -5) }),
    sym("link", LONG.slice(0, 100)),
  ),
  "GNU long names": tar(
    longName(LONG),
    ent("x", "12345", { magic: "gnu" }),
    longName(LONGER, "K"),
    longName(LONG),
    sym("x", "y", { magic: "gnu" }),
  ),
  "pax of every kind": tar(
    pax([
      ["path", LONGER],
      ["size", "5"],
      ["mtime", "1700000000.5"],
      ["uid", "3000000"],
      ["SCHILY.xattr.user.x", Buffer.from([10, 0, 255, 61])],
    ]),
    Buffer.concat([hdr("x"), ent("", "12345").subarray(512)]),
    pax([["linkpath", LONG]]),
    sym("link", "y"),
  ),
  "base-256": tar(
    ent("x", "12345", { magic: "gnu", raw: { size: b256(5), uid: b256(3_000_000, 8), mtime: b256(-5) } }),
    ent("after"),
  ),
}

/** The same as tar-stream sees it; it leaves the directories of the oldest archives to their slash. */
async function asTarStream(bytes: Buffer): Promise<string[]> {
  const reader = extract({ allowUnknownFormat: true } as object)
  const seen: string[] = []
  reader.end(bytes)
  for await (const entry of reader) {
    const { type, name, linkname, size } = entry.header as Header & { linkname: string | null }
    seen.push(
      [
        name.endsWith("/") ? "directory" : type === "link" ? "hardlink" : type,
        name.replace(/\/$/, ""),
        linkname ?? "",
        size,
      ].join(" "),
    )
    entry.resume()
  }
  return seen
}

const comparable = ({ type, name, link, size }: Told): string => [type, name.replace(/\/$/, ""), link, size].join(" ")

describe.each(Object.entries(DIALECTS))("%s", (_dialect, bytes) => {
  test("is read as tar-stream reads it", async () => {
    expect(listTar(bytes).map(comparable)).toEqual(await asTarStream(bytes))
    expect(listTar(bytes).flatMap(({ odd }) => odd)).toEqual([])
  })

  test.each(PIECES)("is the same in pieces of %d bytes", (piece) => {
    expect(listTar(bytes, piece)).toEqual(listTar(bytes))
  })
})

test("numbers that need more than octal digits", () => {
  expect(listTar(DIALECTS["base-256"]!)[0]).toMatchObject({ uid: 3_000_000, mtime: -5, size: 5 })
  expect(listTar(DIALECTS["pax of every kind"]!)[0]).toMatchObject({
    uid: 3_000_000,
    mtime: 1700000000.5,
    size: 5,
  })
})

test("what tar-stream writes is what is read", async () => {
  const archive = pack()
  const wanted = [LONG, LONGER, "caf\u00e9/\u6587\u4ef6", "short"].map((name, size) => ({ name, size }))
  for (const { name, size } of wanted) archive.entry({ name }, "x".repeat(size))
  archive.finalize()
  const bytes = await buffer(archive)
  expect(listTar(bytes).map(({ name, size }) => ({ name, size }))).toEqual(wanted)
})

const make = (folder: string): void => {
  mkdirSync(join(folder, "d", LONG.slice(0, -5)), { recursive: true })
  writeFileSync(join(folder, "d/one"), "1")
  writeFileSync(join(folder, "d", LONG.slice(0, 90)).replace(/\/?$/, ".txt"), "22")
  writeFileSync(join(folder, "d/\u00fcn\u00efc\u00f6d\u00e9"), "333")
  linkSync(join(folder, "d/one"), join(folder, "d/hard"))
  symlinkSync("one", join(folder, "d/link"))
  utimesSync(join(folder, "d/one"), 1, 1700000000.5)
}
const archive = (folder: string, ...options: string[]): Buffer =>
  execFileSync("tar", ["-C", folder, ...options, "-cf", "-", "d"], { maxBuffer: 1 << 26 })
const listed = (bytes: Buffer): string[] =>
  execFileSync("tar", ["--quoting-style=literal", "-tf", "-"], { input: bytes, encoding: "utf8" }).trim().split("\n")

const gnuTar = spawnSync("tar", ["--version"], { encoding: "utf8" }).stdout?.startsWith("tar (GNU tar)")

describe.skipIf(!gnuTar)("what GNU tar writes (skipped where there is no GNU tar)", () => {
  test.each(["v7", "oldgnu", "gnu", "ustar", "posix"])("--format=%s", async (format) => {
    await withFolder((folder) => {
      make(folder)
      // The old forms have no room for the longest of the names.
      if (format === "posix" || format === "gnu" || format === "oldgnu")
        writeFileSync(join(folder, "d", "n".repeat(250)), "4444")
      const bytes = archive(folder, `--format=${format}`, ...(format === "v7" ? ["--exclude=long"] : []))
      const names = listTar(bytes).map(({ name }) => name)
      expect(names).toEqual(listed(bytes))
      expect(names.length).toBeGreaterThan(4)
      expect(listTar(bytes, 513)).toEqual(listTar(bytes))
    })
  })

  test.each([
    ["GNU", ["--format=gnu"]],
    ["pax 0.0", ["--format=posix", "--sparse-version=0.0"]],
    ["pax 0.1", ["--format=posix", "--sparse-version=0.1"]],
    ["pax 1.0", ["--format=posix", "--sparse-version=1.0"]],
  ])("sparse files, %s", async (_form, options) => {
    await withFolder((folder) => {
      mkdirSync(join(folder, "d"))
      for (let i = 0; i < 30; i += 1) {
        writeFileSync(join(folder, "d/disk"), "some data", { flag: i === 0 ? "w" : "a" })
        truncateSync(join(folder, "d/disk"), (i + 1) * 131_072)
      }
      writeFileSync(join(folder, "d/holes"), "")
      truncateSync(join(folder, "d/holes"), 1 << 20)
      writeFileSync(join(folder, "d/z-after"), "after")
      const bytes = archive(folder, "--sparse", "--sort=name", ...options)
      const told = listTar(bytes).map(({ name, size }) => [name, size])
      expect(told).toEqual([
        ["d/", 0],
        ["d/disk", 30 * 131_072],
        ["d/holes", 1 << 20],
        ["d/z-after", 5],
      ])
      expect(bytes.length).toBeLessThan(1 << 20)
      for (const piece of PIECES) expect(listTar(bytes, piece)).toEqual(listTar(bytes))
    })
  })

  test("bytes that are no UTF-8 in a name are kept apart", async () => {
    await withFolder((folder) => {
      mkdirSync(join(folder, "d"))
      for (const byte of [0xe9, 0xea])
        writeFileSync(Buffer.concat([Buffer.from(join(folder, "d/")), Buffer.from([byte])]), "")
      const names = listTar(archive(folder)).map(({ name }) => name)
      expect(names).toEqual(expect.arrayContaining(["d/\udce9", "d/\udcea"]))
    })
  })
})

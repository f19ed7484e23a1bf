import { deflateSync, gzipSync } from "node:zlib"
import { describe, expect, test } from "vitest"
import { Body } from "../../src/archive/body.ts"
import { ByteReader } from "../../src/archive/byte-reader.ts"
import { prepareHash } from "../../src/archive/content-hash.ts"
import { Inspection } from "../../src/archive/inspection.ts"
import { docker, gz } from "../support/archive.ts"
import { FakeInspector, inspected, layersIn, sightingsOf } from "../support/inspector.ts"
import { inPieces, PIECES } from "../support/pieces.ts"
import { ent, hard, sym, tar } from "../support/tar.ts"
import { zip, zipMember } from "../support/zip.ts"

const WHOLE = { files: 0, bytes: 0 }
const MiB = 1024 * 1024

/** What is seen in one file. */
async function seenIn(name: string, body: string | Buffer) {
  const { reading, fake } = await inspected(docker([tar(ent(name, body))]))
  const layer = layersIn(reading)[0]!
  return {
    sightings: sightingsOf(layer),
    unopened: layer.unopened,
    omitted: layer.sightingsOmitted,
    shown: fake.shown.map(({ path, member }) => [path, member].filter((part) => part !== "").join("!")),
    problems: reading.problems.concat(reading.images[0]!.problems).map(({ code }) => code),
  }
}

describe("the contents of a layer", () => {
  test("are shown file by file, and what is seen stands by its row", async () => {
    const layer = tar(
      ent("etc/a", "x SECRET-one SECRET-two"),
      sym("etc/b", "SECRET-link"),
      hard("etc/c", "etc/a"),
      ent("etc/empty"),
      ent("etc/.wh.gone"),
      ent("etc/d", "SECRET-three"),
    )
    const { reading, fake } = await inspected(docker([layer, tar(ent("e", "SECRET-four"))]))
    expect(fake.shown.map(({ path }) => path)).toEqual(["etc/a", "etc/d", "e"])
    expect(layersIn(reading).map(sightingsOf)).toEqual([
      ["etc/a SECRET-one", "etc/a SECRET-two", "etc/d SECRET-three"],
      ["e SECRET-four"],
    ])
  })

  test.each([
    ["plain", (image: Buffer) => image],
    ["compressed as a whole", gz],
  ])("are the same in an archive that is %s, however its pieces fall", async (_name, packed) => {
    const files = Array.from({ length: 40 }, (_, index) => [
      ent(`pad/${index}`, "x".repeat(13_000 + index * 177)),
      ent(`gz/${index}`, gzipSync(`SECRET-${index}`)),
    ])
    const { reading, fake } = await inspected(packed(docker([tar(...files.flat())])))
    expect(sightingsOf(layersIn(reading)[0])).toEqual(files.map((_, index) => `gz/${index}!gunzip SECRET-${index}`))
    expect(fake.shown).toHaveLength(80)
  })

  test("are kept as far as a cut file goes", async () => {
    const layer = tar(ent("whole", "SECRET-one"), ent("cut", `SECRET-two ${"x".repeat(5000)}`)).subarray(0, 3000)
    const { reading } = await inspected(docker([layer]))
    expect(sightingsOf(layersIn(reading)[0])).toEqual(["whole SECRET-one", "cut SECRET-two"])
    expect(reading.images[0]!.problems.map(({ code }) => code)).toContain("truncated")
  })

  test("give so many sightings at most, and the rest is counted", async () => {
    const files = Array.from({ length: 11 }, (_, index) => ent(`f${index}`, "SECRET-x\n".repeat(1100)))
    const layer = tar(...files)
    const { reading } = await inspected(docker([layer]))
    const [read] = layersIn(reading)
    expect(read!.sightings).toHaveLength(10_000)
    expect(read!.sightingsOmitted).toBe(11 * 1100 - 10_000)
    expect(read!.sightings.filter(({ row }) => row === 0)).toHaveLength(1000)
  })
})

describe("what is packed in files", () => {
  test.each([
    ["gzip without a name", gzipSync("SECRET-a"), ["f!gunzip SECRET-a"]],
    [
      "gzip with a name",
      Buffer.concat([
        Buffer.from([0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3]),
        Buffer.from("app.log\0"),
        gzipSync("SECRET-a").subarray(10),
      ]),
      ["f!app.log SECRET-a"],
    ],
    [
      "two gzip streams",
      Buffer.concat([gzipSync("SECRET-a "), gzipSync("SECRET-b")]),
      ["f!gunzip SECRET-a", "f!gunzip SECRET-b"],
    ],
    [
      "zip, deflated and stored",
      zip(zipMember("a/b.yml", "SECRET-a"), zipMember("c", "SECRET-b", { method: 0 }), zipMember("d/", "")),
      ["f!a/b.yml SECRET-a", "f!c SECRET-b"],
    ],
    [
      "zip with sizes behind the content",
      zip(
        zipMember("a", "SECRET-a", { descriptor: "signed" }),
        zipMember("b", "SECRET-b", { descriptor: "bare" }),
        zipMember("c", "SECRET-c", { descriptor: "long" }),
        zipMember("d", "SECRET-d"),
      ),
      ["f!a SECRET-a", "f!b SECRET-b", "f!c SECRET-c", "f!d SECRET-d"],
    ],
    [
      "zip64",
      zip(zipMember("a", "SECRET-a", { zip64: true }), zipMember("b", "SECRET-b")),
      ["f!a SECRET-a", "f!b SECRET-b"],
    ],
  ])("is shown: %s", async (_, body, sightings) => {
    expect(await seenIn("f", body)).toMatchObject({ sightings, unopened: WHOLE, problems: [] })
  })

  test("is shown: a git object, by its path", async () => {
    const object = deflateSync("blob 8\0SECRET-a")
    const path = `app/.git/objects/ab/${"0123456789".repeat(4).slice(2)}`
    expect(await seenIn(path, object)).toMatchObject({
      sightings: [`${path}!git object SECRET-a`],
      unopened: WHOLE,
    })
    expect(await seenIn("app/ab/cd", object)).toMatchObject({ sightings: [], shown: ["app/ab/cd"], unopened: WHOLE })
  })

  test.each([
    ["a cut gzip", gzipSync(`SECRET-a ${"0123456789".repeat(99)}`).subarray(0, 40), /SECRET-a/],
    ["bytes behind a gzip", Buffer.concat([gzipSync("SECRET-a"), Buffer.from("more")]), /SECRET-a/],
    ["no gzip at all", Buffer.from("\x1f\x8b\x08 SECRET", "latin1"), /^$/],
    [
      "an encrypted member",
      zip(zipMember("a", "SECRET-x", { flags: 1, method: 0 }), zipMember("b", "SECRET-a")),
      /!b SECRET-a/,
    ],
    [
      "a member packed by bzip2",
      zip(zipMember("a", "SECRET-x", { method: 12 }), zipMember("b", "SECRET-a")),
      /!b SECRET-a/,
    ],
    [
      "a damaged member",
      zip(zipMember("a", "SECRET-a"), zipMember("b", "", { raw: Buffer.alloc(20, 255) })),
      /!a SECRET-a/,
    ],
    [
      "a zip that goes on as something else",
      Buffer.concat([zipMember("a", "SECRET-a"), Buffer.from("nothing")]),
      /!a SECRET-a/,
    ],
    [
      "a zip in a zip",
      zip(zipMember("lib.jar", zip(zipMember("x", "SECRET-x")), { method: 0 }), zipMember("b", "SECRET-a")),
      /^f!b SECRET-a$/,
    ],
    [
      "a member that claims to be longer than it is",
      zip(zipMember("a", "SECRET-a")).fill(99, 18, 19),
      /^(?:f!a SECRET-a)?$/,
    ],
  ])("is counted where it is not all shown: %s", async (_, body, sightings) => {
    const seen = await seenIn("f", body)
    expect(seen.unopened).toEqual({ files: 1, bytes: body.length })
    expect(seen.sightings.join(" ")).toMatch(sightings)
    // The layer itself is as good as ever.
    expect(seen.problems).toEqual([])
  })

  test.each([
    ["xz", "\xfd7zXZ\0"],
    ["bzip2", "BZh91AY&SY"],
    ["zstd", "(\xb5/\xfd"],
    ["7z", "7z\xbc\xaf'\x1c"],
    ["git pack", "PACK\0\0\0\x02"],
  ])("is counted, and its bytes are shown as they are, where it is not unpacked: %s", async (_, head) => {
    const body = Buffer.from(`${head} SECRET-a`, "latin1")
    expect(await seenIn("f", body)).toMatchObject({
      sightings: ["f SECRET-a"],
      unopened: { files: 1, bytes: body.length },
    })
  })

  test("is given up where it is a bomb", async () => {
    const bomb = gzipSync(Buffer.alloc(40 * MiB), { level: 9 })
    const { unopened, problems } = await seenIn("f", bomb)
    expect(unopened).toEqual({ files: 1, bytes: bomb.length })
    expect(problems).toEqual([])
  })

  test.each(PIECES)(
    "is given up where it is too much, and what follows is shown all the same, in pieces of %d",
    async (piece) => {
      const small = gzipSync(`SECRET-a ${"x".repeat(300)}`, { level: 0 })
      const large = gzipSync(`SECRET-b ${"x".repeat(900)}`, { level: 0 })
      const jar = zip(
        zipMember("large", `SECRET-c ${"x".repeat(900)}`, { method: 0 }),
        zipMember("larger", `SECRET-d ${"x".repeat(900)}`, { descriptor: "signed" }),
        zipMember("small", "SECRET-e"),
      )
      const files = [small, large, jar, small, small, Buffer.from("SECRET-f")]
      await prepareHash()
      const fake = new FakeInspector()
      const inspection = new Inspection(fake, { member: 500, layer: 2735 })
      const reader = new ByteReader(inPieces(Buffer.concat(files), piece))
      const body = new Body(reader, 0n)
      const hashes = files.map((file, row) => {
        body.open(file.length, 0, false)
        inspection.look(String(row), row, body)
        body.drain()
        return body.hash
      })
      const { sightings, unopened } = inspection.seen()
      const values = sightings.map(({ row, sighting }) => `${row} ${sighting.value}`)
      expect(values).toEqual([
        "0 SECRET-a",
        "1 SECRET-b",
        "2 SECRET-c",
        "2 SECRET-d",
        "2 SECRET-e",
        "3 SECRET-a",
        "4 SECRET-a",
        "5 SECRET-f",
      ])
      expect(fake.shown.map(({ text }) => text.length)).toEqual([309, 500, 500, 500, 8, 309, 200, 8])
      expect(unopened).toEqual({ files: 3, bytes: large.length + jar.length + small.length })
      expect(hashes[0]).toBe(hashes[4])
      expect(new Set(hashes).size).toBe(4)
    },
  )
})

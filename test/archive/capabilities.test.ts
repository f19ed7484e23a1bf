import { expect, test } from "vitest"
import { digest, docker, gz } from "../support/archive.ts"
import { codes, layersOf, read, rows } from "../support/read.ts"
import { ent, hard, hdr, pax, tar } from "../support/tar.ts"

/** `cap_net_raw=ep`, revision 2. linux/capability.h, `vfs_cap_data`. */
const NET_RAW = Buffer.from("0100000200200000000000000000000000000000", "hex")
const SCHILY = "SCHILY.xattr.security.capability"
const LIBARCHIVE = "LIBARCHIVE.xattr.security.capability"

/** Capabilities of the only layer, by path, in hex. */
async function capabilitiesOf(layer: Buffer): Promise<Record<string, string>> {
  const [first] = layersOf(await read(docker([layer])))
  return Object.fromEntries(
    [...(first?.capabilities ?? [])].map(([row, bytes]) => [
      first?.listing?.paths[row] ?? "",
      Buffer.from(bytes).toString("hex"),
    ]),
  )
}

test("keeps the capabilities of a file, and of no other", async () => {
  const layer = tar(
    ent("before"),
    pax([
      ["SCHILY.xattr.user.x", "1"],
      [SCHILY, NET_RAW],
    ]),
    ent("bin/ping", "content"),
    ent("after"),
  )
  expect(await capabilitiesOf(layer)).toEqual({ "bin/ping": NET_RAW.toString("hex") })
})

test("keeps them as bytes, whatever these are", async () => {
  const bytes = Buffer.from("0a3d00ff80000a0a0a0a0a0a", "hex")
  expect(await capabilitiesOf(tar(pax([[SCHILY, bytes]]), ent("x")))).toEqual({ x: bytes.toString("hex") })
})

test("reads libarchive's base64 where there is nothing else, as docker does not know it", async () => {
  const other = Buffer.from(NET_RAW)
  other[5] = 4
  const base64 = [LIBARCHIVE, other.toString("base64")] as const
  expect(await capabilitiesOf(tar(pax([base64]), ent("x")))).toEqual({ x: other.toString("hex") })
  expect(await capabilitiesOf(tar(pax([base64, [SCHILY, NET_RAW]]), ent("x")))).toEqual({ x: NET_RAW.toString("hex") })
  expect(await capabilitiesOf(tar(pax([[SCHILY, NET_RAW], base64]), ent("x")))).toEqual({ x: NET_RAW.toString("hex") })
})

test("takes none from a global header, an empty record, or by anything that is no file", async () => {
  const record = pax([[SCHILY, NET_RAW]])
  const layer = tar(
    pax([[SCHILY, NET_RAW]], "g"),
    ent("a"),
    pax([[SCHILY, ""]]),
    ent("b"),
    record,
    hdr("d/", { type: "5" }),
    record,
    hdr("l", { type: "2", link: "a" }),
  )
  expect(await capabilitiesOf(layer)).toEqual({})
})

test("keeps what a hard link says, for it is the file's", async () => {
  expect(await capabilitiesOf(tar(ent("a"), pax([[SCHILY, NET_RAW]]), hard("b", "a")))).toEqual({
    b: NET_RAW.toString("hex"),
  })
})

test("keeps only the beginning of what is too long to be one", async () => {
  const long = Buffer.alloc(60_000, 0xab)
  const layer = tar(pax([[SCHILY, long]]), ent("x"), pax([[LIBARCHIVE, long.toString("base64")]]), ent("y"))
  const beginning = long.subarray(0, 32).toString("hex")
  expect(await capabilitiesOf(layer)).toEqual({ x: beginning, y: beginning })
})

test("says so where there are more than anybody would have", async () => {
  const record = pax([[SCHILY, NET_RAW]])
  const entries = Array.from({ length: 10_002 }, (_, index) => [record, ent(`f${index}`)]).flat()
  const bytes = tar(...entries)
  const reading = await read(docker([gz(bytes)], { diffIds: [digest(bytes)] }))
  const [layer] = layersOf(reading)
  expect(layer?.capabilities.size).toBe(10_000)
  expect(rows(layer)).toHaveLength(10_002)
  expect(codes(reading)).toContain("limit-reached")
  expect(reading.input.problems.map(({ message }) => message).join("\n")).toContain("those of 2 files are left out")
})

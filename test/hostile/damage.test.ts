import { writeFileSync } from "node:fs"
import { gunzipSync } from "node:zlib"
import { describe, expect, test } from "vitest"
import { audit } from "../../src/audit/index.ts"
import type { Report } from "../../src/model/index.ts"
import { digest, docker, gz, oci } from "../support/archive.ts"
import { zstdChecked } from "../support/bombs.ts"
import { expectCalmText, withFile } from "../support/read.ts"
import { BLOCK, dir, ent, longName, pax, sym, tar } from "../support/tar.ts"

const LAYER = tar(
  dir("etc/"),
  ent("etc/hostname", "plimsoll\n"),
  pax([["path", "usr/share/of a name in pax"]]),
  ent("x", "some content"),
  longName("n".repeat(120)),
  ent("y", "z".repeat(600), { magic: "gnu" }),
  sym("etc/link", "hostname"),
)
const DIFF_ID = { diffIds: [digest(LAYER)] }

/** Bytes from one mark to another, in the first document that holds both. */
interface Range {
  readonly from: number
  readonly to: number
}

function between(bytes: Buffer, first: string, last: string): Range {
  const from = bytes.indexOf(first)
  return { from, to: bytes.indexOf(last, from + first.length) + last.length }
}

/** The first and the last two bytes of each checksum field: blanks, NULs and leading zeros make no difference to a number. */
function checksumEnds(bytes: Buffer): Range[] {
  const ranges: Range[] = []
  for (let at = 0; at < bytes.length; at += BLOCK)
    if (bytes.toString("latin1", at + 257, at + 262) === "ustar")
      ranges.push({ from: at + 148, to: at + 149 }, { from: at + 154, to: at + 156 })
  return ranges
}

/** Keys of manifest.json, whose letters may change their case. */
const KEYS = ['"Config"', '"Layers"']
const keys = (bytes: Buffer): Range[] => KEYS.map((key) => between(bytes, key, ":"))

interface Good {
  readonly bytes: Buffer
  /** Where a changed byte means something else that is as good, and nothing can tell: each with the reason. */
  readonly unproved: readonly (readonly [why: string, ranges: readonly Range[]])[]
  /** True of a change that changes nothing of what the archive holds. */
  readonly isSame?: (changed: Buffer) => boolean
}

/** Deflate has more than one way to write the same, and lengths for codes that it never uses. */
function inflatesTo(plain: Buffer): (changed: Buffer) => boolean {
  return (changed) => {
    try {
      return gunzipSync(changed).equals(plain)
    } catch {
      return false
    }
  }
}

const plain = docker([LAYER])
const layout = oci([gz(LAYER)], { ...DIFF_ID, layer: { mediaType: "application/vnd.oci.image.layer.v1.tar+gzip" } })

/** A docker archive in a frame of zstd that was made with a checksum. */
const CHECKED_FRAME = await zstdChecked(plain)

const GOOD: Record<string, Good> = {
  "a docker archive": {
    bytes: plain,
    unproved: [
      ["another name is a name", [between(plain, '"RepoTags"', "]")]],
      ["docker reads keys in any case", keys(plain)],
      ["the same number may be written in another way", checksumEnds(plain)],
    ],
  },
  "an OCI archive with gzip layers": {
    bytes: layout,
    unproved: [
      [
        "nothing follows from the version of the schema",
        [between(layout, '"schemaVersion":2,"mediaType":"application/vnd.oci.image.index', '"manifests"')],
      ],
      [
        "media types lie, and a size need not be given",
        [
          between(layout, '[{"mediaType":"application/vnd.oci.image.manifest', '"digest"'),
          between(layout, '"size"', ","),
        ],
      ],
      ["another name is a name", [between(layout, '"annotations"', "}")]],
      ["the same number may be written in another way", checksumEnds(layout)],
    ],
  },
  "a docker archive, gzipped": {
    bytes: gz(plain),
    unproved: [
      ["flags that mean nothing, a time and a system: gzip gives its header no checksum", [{ from: 3, to: 10 }]],
    ],
    isSame: inflatesTo(plain),
  },
  "a docker archive in zstd": {
    bytes: CHECKED_FRAME,
    unproved: [["a bit that means nothing, and a window of another size, which holds the same", [{ from: 4, to: 6 }]]],
  },
}

const at = ({ from, to }: Range, offset: number): boolean => offset >= from && offset < to

/** The report on changed bytes, which must be calm and come at once. */
async function reportOn(path: string, bytes: Buffer): Promise<Report> {
  writeFileSync(path, bytes)
  const start = performance.now()
  const report = await audit([path], { jobs: 1 })
  expect(performance.now() - start).toBeLessThan(SLOWEST)
  for (const { message } of [...report.inputs.flatMap(({ problems }) => problems), ...report.failures])
    expectCalmText(message)
  return report
}

/** Milliseconds; a good run takes 10. */
const SLOWEST = 5000
const CUTS = 200
const FLIPS = 1000
/** Bits that turn a letter's case, a digit into another, anything into its opposite. */
const MASKS = [0x01, 0x20, 0x80, 0xff, 0x10, 0x02]

describe.each(Object.entries(GOOD))("%s", (_what, { bytes, unproved, isSame }) => {
  test("passes", async () => {
    const { verdict, inputs } = await withFile(bytes, (path) => reportOn(path, bytes))
    expect({ verdict, problems: inputs[0]!.problems }).toEqual({ verdict: "pass", problems: [] })
  })

  test(`never passes once it is cut, at any of ${CUTS} offsets`, async () => {
    const passed: number[] = []
    await withFile(bytes, async (path) => {
      for (let i = 0; i < CUTS; i += 1) {
        const length = Math.floor((i * bytes.length) / CUTS)
        const { verdict } = await reportOn(path, bytes.subarray(0, length))
        if (verdict !== "incomplete") passed.push(length)
      }
    })
    expect(passed).toEqual([])
  })

  test(`never passes with a changed byte, at any of ${FLIPS} offsets, unless nothing can tell`, async () => {
    const passed: string[] = []
    await withFile(bytes, async (path) => {
      for (let i = 0; i < FLIPS; i += 1) {
        const offset = (i * 7919) % bytes.length
        if (unproved.some(([, ranges]) => ranges.some((range) => at(range, offset)))) continue
        const changed = Buffer.from(bytes)
        changed[offset]! ^= MASKS[i % MASKS.length]!
        const { verdict } = await reportOn(path, changed)
        if (verdict === "pass" && isSame?.(changed) !== true) passed.push(`${offset} ^ ${MASKS[i % MASKS.length]}`)
      }
    })
    expect(passed).toEqual([])
  })
})

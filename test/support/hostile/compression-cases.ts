import { gzipSync } from "node:zlib"
import { digest, docker, gz, LAYER, oci, sha256 } from "../archive.ts"
import { gzNamed, gzRep, gzZeros, zstdBlock, zstdHeader, zstdRaw, zstdRle, zstdSkippable } from "../bombs.ts"
import { rows } from "../read.ts"
import { END, ent, tar } from "../tar.ts"
import type { Case, Cases } from "./case.ts"

const ROWS = ["file etc/hostname 9"]
/** An image whose one layer is stored as these bytes. */
const stored = (what: string, blob: () => Buffer, told: Partial<Case> = {}): Case => ({
  what,
  answer: "read",
  input: () => docker([blob()], { diffIds: [digest(LAYER)] }),
  ...told,
})
const fine = (what: string, blob: () => Buffer, told: Partial<Case> = {}): Case =>
  stored(what, blob, { rows: ROWS, ...told })
const refused = (what: string, blob: () => Buffer, told: Partial<Case> = {}): Case =>
  stored(what, blob, { answer: "refuse", images: 1, says: /layer 0/, ...told })

/** The same layer in two gzip members, cut in the middle of a header. */
const halves = (): Buffer[] => [gzipSync(LAYER.subarray(0, 300)), gzipSync(LAYER.subarray(300))]

function withTrailer(change: (trailer: Buffer) => void): Buffer {
  const bytes = gzipSync(LAYER)
  change(bytes.subarray(-8))
  return bytes
}

/** A layer that an OCI manifest describes with this media type. */
const typed = (what: string, mediaType: string, blob: () => Buffer): Case => ({
  what,
  answer: "find",
  codes: ["odd-media-type"],
  rows: ROWS,
  input: () => oci([blob()], { diffIds: [digest(LAYER)], layer: { mediaType } }),
})

const TYPE = "application/vnd.oci.image.layer.v1.tar"
const noise = (length: number): Buffer =>
  Buffer.concat(Array.from({ length: length / 32 }, (_, i) => Buffer.from(sha256(String(i)), "hex")))

/** Section 3 C: compression. */
export const COMPRESSION_CASES: Cases = {
  c01: {
    what: "gzip of 1 GiB of zeros behind a layer",
    answer: "refuse",
    codes: ["diff-id-mismatch"],
    images: 1,
    rows: ROWS,
    input: () => docker([gzZeros(LAYER, 1 << 30)], { diffIds: [digest(LAYER)] }),
  },
  "c01 limit": refused("gzip of more than the limit", () => gzZeros(LAYER, 64 << 20), {
    limits: { uncompressedBytes: 32 << 20 },
    codes: ["limit-reached"],
    says: /--max-uncompressed-size/,
    rows: ROWS,
  }),
  c02: refused("zstd of 64 GiB of zeros", () => zstdRle(LAYER, 64 * 1024 ** 3), {
    codes: ["limit-reached"],
    says: /--max-ratio/,
    rows: ROWS,
  }),
  c03: refused("a zstd window of 3.75 TiB", () => zstdRaw(LAYER, { window: 0xff }), {
    codes: ["limit-reached"],
    says: /window/,
  }),
  c04: refused("a zstd content size of 2^64-1", () => zstdRaw(LAYER, { contentSize: 2n ** 64n - 1n }), {
    codes: ["limit-reached"],
  }),
  c05: fine("a skippable zstd frame first and last", () =>
    Buffer.concat([zstdSkippable(Buffer.from("a table")), zstdRaw(LAYER), zstdSkippable(Buffer.alloc(0), 15)]),
  ),
  "c05 many": fine("three zstd frames", () =>
    Buffer.concat([LAYER.subarray(0, 100), LAYER.subarray(100, 600), LAYER.subarray(600)].map((part) => zstdRaw(part))),
  ),
  c06: fine("junk behind gzip", () => Buffer.concat([gz(LAYER), Buffer.from("junk")]), {
    answer: "find",
    codes: ["odd-entry"],
    says: /compressed offset \d+/,
  }),
  "c06 zstd": fine("junk behind zstd", () => Buffer.concat([zstdRaw(LAYER), Buffer.from("junk and more")]), {
    answer: "find",
    codes: ["odd-entry"],
  }),
  "c06 zeros": fine("zeros behind gzip", () => Buffer.concat([gz(LAYER), END])),
  c07: fine("two gzip members", () => Buffer.concat(halves())),
  "c07 hidden": fine("zeros between two gzip members", () => Buffer.concat([halves()[0]!, END, halves()[1]!])),
  c08: fine(
    "50,000 empty gzip members",
    () => Buffer.concat([Buffer.alloc(50_000 * 20, gzipSync("")), gz(LAYER), Buffer.alloc(50_000 * 20, gzipSync(""))]),
    {},
  ),
  c09: refused("cut gzip", () => gz(LAYER).subarray(0, -30), { codes: ["truncated"] }),
  "c09 trailer": refused("gzip cut in its checksum", () => gz(LAYER).subarray(0, -3), {
    codes: ["truncated"],
    rows: ROWS,
  }),
  c10: refused("a wrong gzip checksum", () => withTrailer((trailer) => void (trailer[0]! ^= 1)), {
    codes: ["malformed-gzip"],
    rows: ROWS,
  }),
  "c10 size": refused("a wrong gzip size", () => withTrailer((trailer) => void (trailer[4]! ^= 1)), {
    codes: ["malformed-gzip"],
    rows: ROWS,
  }),
  "c10 zstd": refused(
    "a wrong zstd checksum",
    () => Buffer.concat([zstdRaw(LAYER, { checksum: true }), Buffer.alloc(4)]),
    {
      codes: ["malformed-zstd"],
    },
  ),
  "c10 reserved": refused(
    "a zstd block of a reserved type",
    () => Buffer.concat([zstdHeader(), zstdBlock(3, 9, Buffer.alloc(9), true)]),
    {
      codes: ["malformed-zstd"],
    },
  ),
  c11: fine("a gzip header that names a file in 500,000 letters", () => gzNamed(gz(LAYER), 500_000)),
  c12: typed("gzip where the media type says zstd", `${TYPE}+zstd`, () => gz(LAYER)),
  c13: typed("a plain tar where the media type says gzip", `${TYPE}+gzip`, () => LAYER),
  c14: refused("xz", () => Buffer.concat([Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]), noise(512)]), {
    codes: ["unsupported-compression"],
    says: /xz compression is not supported/,
  }),
  c15: refused("bzip2", () => Buffer.concat([Buffer.from("BZh91AY&SY"), noise(512)]), {
    codes: ["unsupported-compression"],
    says: /bzip2/,
  }),
  c16: {
    ...refused("encrypted", () => LAYER, { codes: ["encrypted-layer"] }),
    input: () => oci([noise(2048)], { diffIds: [digest(LAYER)], layer: { mediaType: `${TYPE}+gzip+encrypted` } }),
  },
  c17: refused("noise", () => noise(4096), { codes: ["malformed-tar"], says: /offset 0/ }),
  c18: {
    ...fine("a body of 300 KiB over many pieces", () => LAYER),
    input: () => {
      const layer = tar(ent("big", noise(32 * 10_000)))
      return docker([gz(layer)], { diffIds: [digest(layer)] })
    },
    rows: ["file big 320000"],
  },
  c19: {
    ...refused("more names than the limit", () => LAYER, { codes: ["limit-reached"], says: /names and link targets/ }),
    input: () => {
      const layer = tar(...Array.from({ length: 100 }, (_, i) => ent(`${"n".repeat(90)}${i}`)))
      return docker([gzRep(layer, Buffer.alloc(512), 1)], { diffIds: [null] })
    },
    limits: { nameBytes: 5000 },
    check: ({ images }) => {
      const listed = rows(images[0]!.image.layers[0])
      if (listed.length < 50 || listed.length > 56) throw new Error(`${listed.length} rows were kept`)
    },
  },
}

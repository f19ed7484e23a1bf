import { digest, docker, gz } from "../archive.ts"
import { gzRep, gzZeros } from "../bombs.ts"
import { b256, BLOCK, dir, END, ent, hard, hdr, longName, pax, paxRaw, sym, tar } from "../tar.ts"
import { rows } from "../read.ts"
import type { Case, Cases } from "./case.ts"

type Told = Omit<Case, "input">

/** An image of one layer, which is the tar of these parts. */
const layer = (parts: () => readonly Buffer[], told: Told): Case => ({
  ...told,
  input: () => docker([tar(...parts())]),
})
/** Of a layer that can't be read whole the image is still reported. */
const refused = (what: string, parts: () => readonly Buffer[], told: Partial<Told> = {}): Case =>
  layer(parts, { what, answer: "refuse", codes: ["malformed-tar"], images: 1, says: /layer 0/, ...told })
const odd = (what: string, parts: () => readonly Buffer[], told: Partial<Told> = {}): Case =>
  layer(parts, { what, answer: "find", codes: ["odd-entry"], says: /layer 0/, ...told })
const fine = (what: string, parts: () => readonly Buffer[], told: Partial<Told> = {}): Case =>
  layer(parts, { what, answer: "read", ...told })

const before = ent("before", "1")
const after = ent("after", "22")
const AROUND = ["file before 1", "file after 2"]

/** An old GNU sparse header: `map` of offset and length, and the size that readers see. */
function sparse(name: string, real: number | Buffer, stored: string, extended = false): Buffer {
  const tail = Buffer.alloc(167)
  tail.write("00000000000\0", 386 - 345)
  tail.write(`${stored.length.toString(8).padStart(11, "0")}\0`, 398 - 345)
  tail[482 - 345] = extended ? 1 : 0
  if (typeof real === "number") tail.write(`${real.toString(8).padStart(11, "0")}\0`, 483 - 345)
  else real.copy(tail, 483 - 345)
  return hdr(name, { type: "S", magic: "gnu", size: stored.length, tail })
}

const body = (text: string): Buffer => ent("", text).subarray(BLOCK)
/** A block that goes on with a sparse map; `more` follow. */
function mapBlock(more: boolean): Buffer {
  const block = Buffer.alloc(BLOCK)
  block[504] = more ? 1 : 0
  return block
}

/** Section 3 B: tar headers. */
export const HEADER_CASES: Cases = {
  b01: refused("a negative size", () => [before, hdr("neg", { raw: { size: b256(-512) } }), after], {
    rows: ["file before 1"],
    says: /offset 1024/,
  }),
  b02: refused("a size of 2^62", () => [before, hdr("big", { raw: { size: b256(1n << 62n) } }), after]),
  b03: refused("a size of 2^90", () => [before, hdr("big", { raw: { size: b256(1n << 90n) } }), after]),
  "b03 safe": refused("a size of 2^52", () => [before, hdr("big", { raw: { size: b256(1n << 52n) } }), after], {
    codes: ["truncated"],
  }),
  b04: refused("a size that is not octal", () => [before, hdr("odd", { raw: { size: "99999999zzz\0" } }), after]),
  b05: fine(
    "a pax size beside a header size of none",
    () => [before, pax([["size", "1024"]]), hdr("f"), hdr("x"), hdr("y"), after],
    {
      rows: ["file before 1", "file f 1024", "file after 2"],
    },
  ),
  "b06 negative": refused("a negative pax size", () => [pax([["size", "-1"]]), hdr("f"), after]),
  "b06 nan": refused("a pax size that is no number", () => [pax([["size", "NaN"]]), hdr("f"), after]),
  "b07 hex": refused("a pax size in hex", () => [pax([["size", "0x10"]]), hdr("f"), after]),
  "b07 exponent": refused("a pax size with an exponent", () => [pax([["size", "1e3"]]), hdr("f"), after]),
  "b07 blank": refused("a pax size with a blank", () => [pax([["size", " 10"]]), hdr("f"), after]),
  b08: fine(
    "a pax size before another meta entry",
    () => [pax([["size", "512"]]), longName("long"), ent("short", "s".repeat(512)), after],
    { rows: ["file long 512", "file after 2"] },
  ),
  "b08 volume": odd(
    "a pax path before a volume label",
    () => [pax([["path", "wrong"]]), hdr("label", { type: "V" }), after],
    {
      rows: ["file after 2"],
    },
  ),
  "b09 long": refused("a pax record longer than its header", () => [paxRaw("0 path=a\n999999999 path=b\n"), after]),
  "b09 short": refused("a pax record that ends too early", () => [paxRaw("8 path=abc\n"), after]),
  "b09 word": refused("a pax record without a length", () => [paxRaw("path=abc\n"), after]),
  "b09 keyless": refused("a pax record without a value", () => [paxRaw("6 abc\n"), after]),
  b10: odd("a NUL in a pax path", () => [pax([["path", "etc/shadow\0.png"]]), ent("x", "1"), after], {
    codes: ["odd-name"],
    rows: ["file etc/shadow 1", "file after 2"],
  }),
  b11: fine(
    "__proto__ as a path and a pax key",
    () => [
      pax([
        ["__proto__", "x"],
        ["path", "__proto__"],
      ]),
      ent("x", "1"),
      ent("constructor", ""),
    ],
    {
      rows: ["file __proto__ 1", "file constructor 0"],
    },
  ),
  b12: {
    ...refused("a pax header of 1 GiB", () => [], { codes: ["limit-reached"], says: /PAX record/ }),
    input: () => docker([gzZeros(hdr("PaxHeaders/x", { size: 1 << 30, type: "x" }), 64 << 20)], { diffIds: [null] }),
  },
  b13: {
    ...refused("a long name of 1 GiB", () => [], { codes: ["limit-reached"], says: /long name/ }),
    input: () => docker([gzZeros(hdr("././@LongLink", { size: 1 << 30, type: "L" }), 64 << 20)], { diffIds: [null] }),
  },
  b14: odd(
    "a global pax header that sets path and size",
    () => [
      pax(
        [
          ["path", "wrong"],
          ["size", "512"],
        ],
        "g",
      ),
      before,
      after,
    ],
    { rows: AROUND },
  ),
  "b14 git": fine(
    "a global pax header with a comment, as git archive writes it",
    () => [pax([["comment", "c0ffee"]], "g"), before, after],
    { rows: AROUND },
  ),
  b15: fine(
    "a sparse file of 1 TiB that stores ten bytes",
    () => [sparse("disk", b256(1n << 35n), "0123456789"), body("0123456789"), after],
    {
      rows: [`file disk ${2 ** 35}`, "file after 2"],
    },
  ),
  "b15 huge": odd(
    "a sparse file that claims 8 EiB",
    () => [sparse("disk", b256(1n << 62n), "0123456789"), body("0123456789"), after],
    {
      rows: ["file disk 10", "file after 2"],
    },
  ),
  "b15 pax": fine(
    "pax sparse files of version 0.1 and 1.0",
    () => [
      pax([
        ["GNU.sparse.size", "5000"],
        ["GNU.sparse.numblocks", "1"],
        ["GNU.sparse.name", "zero"],
        ["GNU.sparse.map", "0,10"],
      ]),
      ent("GNUSparseFile.1/zero", "0123456789"),
      pax([
        ["GNU.sparse.major", "1"],
        ["GNU.sparse.minor", "0"],
        ["GNU.sparse.name", "one"],
        ["GNU.sparse.realsize", "6000"],
      ]),
      ent("GNUSparseFile.1/one", Buffer.concat([body("1\n0\n10\n"), Buffer.from("0123456789")])),
      after,
    ],
    { rows: ["file zero 5000", "file one 6000", "file after 2"] },
  ),
  "b15 name": odd(
    "a sparse name on a file that is not sparse, which docker does not heed",
    () => [
      pax([
        ["GNU.sparse.name", "usr/share/doc"],
        ["path", "etc/shadow"],
      ]),
      ent("x", "1"),
      after,
    ],
    { rows: ["file etc/shadow 1", "file after 2"], codes: ["odd-name"] },
  ),
  b16: {
    ...refused("a sparse map without an end", () => [], { codes: ["limit-reached"], says: /sparse/ }),
    input: () => docker([gzRep(sparse("s", 1, "", true), mapBlock(true), 6000)], { diffIds: [null] }),
  },
  b17: {
    ...refused("a sparse map that is cut", () => [], { codes: ["truncated"], says: /sparse map/ }),
    input: () => docker([Buffer.concat([before, sparse("s", 1, "", true), mapBlock(true)])]),
  },
  b18: odd("a hard link with a size", () => [before, hard("link", "before", { size: 512 }), after], {
    rows: ["file before 1", "hardlink link -> before", "file after 2"],
  }),
  b19: odd("a directory with a size", () => [before, dir("d/", { size: 512 }), after], {
    rows: ["file before 1", "directory d", "file after 2"],
  }),
  "b19 old": odd(
    "a directory of the oldest kind with a size",
    () => [before, hdr("d/", { type: "\0", size: 512, magic: "v7" }), after],
    {
      rows: ["file before 1", "directory d", "file after 2"],
    },
  ),
  b20: odd(
    "entries of unknown types",
    () => [
      before,
      ...["Z", "8", "A", "N", "D", "V", "X"].map((type) => ent(`x${type}`, "x".repeat(600), { type })),
      after,
    ],
    { rows: AROUND },
  ),
  b21: fine(
    "headers without magic",
    () => [
      ent("before", "1", { magic: "v7" }),
      hdr("d/", { type: "\0", magic: "v7" }),
      ent("after", "22", { magic: "v7", type: "\0" }),
    ],
    {
      rows: ["file before 1", "directory d", "file after 2"],
    },
  ),
  "b21 prefix": fine(
    "a prefix behind a magic that has none",
    () => [ent("shadow", "1", { magic: Buffer.from("ustarX00"), prefix: "etc" })],
    {
      rows: ["file shadow 1"],
    },
  ),
  "b22 far": fine("a time of 2^60 in pax", () => [pax([["mtime", String(2n ** 60n)]]), before, after], {
    rows: AROUND,
  }),
  "b22 nan": odd("a time that is no number", () => [pax([["mtime", "NaN"]]), before, after], { rows: AROUND }),
  "b22 base256": odd(
    "a time of 2^80 in base-256",
    () => [ent("before", "1", { raw: { mtime: b256(1n << 80n) } }), after],
    { rows: AROUND },
  ),
  b23: fine(
    "owners of 2^40 and -1, a mode of 7777777",
    () => [ent("before", "1", { raw: { uid: b256(1n << 40n, 8), gid: b256(-1, 8), mode: "7777777\0" } }), after],
    { rows: AROUND },
  ),
  b24: odd(
    "names of nothing and of the root",
    () => [before, ...["", ".", "/", "..", "./../"].map((name) => ent(name, "1")), after],
    {
      codes: ["odd-name", "path-escapes-root"],
      rows: AROUND,
    },
  ),
  b25: fine(
    "names that are not UTF-8",
    () =>
      [[0xe9], [0xea], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xef, 0xbf, 0xbd], [0xff]].map((bytes) =>
        ent(Buffer.from(bytes), "1"),
      ),
    {
      check: ({ images }) => {
        const names = rows(images[0]!.image.layers[0])
        if (new Set(names).size !== 6) throw new Error(`names became one: ${names.join()}`)
      },
    },
  ),
  b26: fine("control characters in names", () => [ent("a\nb", ""), ent("\u001b[2Jc", ""), ent("d\re", "")], {
    rows: ["file a\nb 0", "file \u001b[2Jc 0", "file d\re 0"],
  }),
  b27: fine(
    "one path in five spellings",
    () => ["a/b", "./a/b", "/a/b", "a//b", "a/./b"].map((name, i) => ent(name, "x".repeat(i))),
    {
      rows: ["file a/b 0", "file a/b 1", "file a/b 2", "file a/b 3", "file a/b 4"],
    },
  ),
  b28: odd(
    "paths that climb out",
    () => [ent("../../etc/shadow", "1"), ent("/etc/passwd", "22"), ent("a/../../b", "")],
    {
      codes: ["path-escapes-root"],
      rows: ["file etc/shadow 1", "file etc/passwd 2", "file b 0"],
    },
  ),
  b29: fine("backslashes and drives", () => [ent("..\\..\\x", "1"), ent("C:/x", "1"), ent("C:\\x", "1")], {
    rows: ["file ..\\..\\x 1", "file C:/x 1", "file C:\\x 1"],
  }),
  b30: odd(
    "odd whiteouts",
    () => [
      ent(".wh."),
      ent("a/.wh.."),
      ent("a/.wh..."),
      ent(".wh..wh.plnk"),
      ent(".wh..wh.plnk/1.2"),
      ent(".wh..wh..opq"),
      ent("b/.wh.c"),
      ent("b/c", "1"),
      ent(".wh..env"),
    ],
    { codes: ["odd-whiteout"], rows: ["opaque ", "whiteout b/c", "file b/c 1", "whiteout .env"] },
  ),
  b31: fine(
    "names that look alike",
    () => [
      ent("caf\u00e9", "1"),
      ent("cafe\u0301", "22"),
      ent("stra\u00dfe", ""),
      ent("strasse", ""),
      ent("STRASSE", ""),
    ],
    {
      rows: ["file caf\u00e9 1", "file cafe\u0301 2", "file stra\u00dfe 0", "file strasse 0", "file STRASSE 0"],
    },
  ),
  b32: fine("links in circles", () => [sym("a", "b"), sym("b", "a"), ent("a/x", "1")], {
    rows: ["symlink a -> b", "symlink b -> a", "file a/x 1"],
  }),
  b33: fine("a chain of 2,000 links", () => Array.from({ length: 2000 }, (_, i) => sym(`l${i}`, `l${i + 1}`))),
  b34: odd("the root as a link", () => [sym(".", "/etc"), ent("passwd", "1")], {
    codes: ["odd-name"],
    rows: ["file passwd 1"],
  }),
  b35: fine(
    "a file, then a directory, a link and a file of its name",
    () => [ent("a", "1"), dir("a/"), ent("a/b", "22"), sym("a", "c"), ent("a", "333")],
    {
      rows: ["file a 1", "directory a", "file a/b 2", "symlink a -> c", "file a 3"],
    },
  ),
  b36: odd(
    "hard links in circles, forward, and to nothing",
    () => [hard("a", "b"), hard("b", "a"), hard("c", "d"), ent("d", "1"), hard("e", "nothing")],
    {
      codes: ["missing-link-target"],
      rows: ["hardlink a -> b", "hardlink b -> a", "hardlink c -> d", "file d 1", "hardlink e -> nothing"],
    },
  ),
  b37: refused("a path of 50,000 components", () => [pax([["path", "a/".repeat(50_000)]]), ent("x", "1"), after], {
    codes: ["limit-reached"],
    says: /components/,
  }),
  b38: refused(
    "a tree 2,000 deep",
    () =>
      Array.from({ length: 2000 }, (_, i) => pax([["path", "d/".repeat(i + 1)]])).flatMap((header) => [
        header,
        dir("x/"),
      ]),
    {
      codes: ["limit-reached"],
    },
  ),
  b39: odd(
    "names of 10,000 letters and more",
    () => Array.from({ length: 50 }, (_, i) => [longName("n".repeat(10_000 + i)), ent("x", "1")]).flat(),
    {
      codes: ["odd-name"],
      check: (reading) => {
        const said = reading.input.problems.filter(({ code }) => code === "odd-name")
        if (said.length > 2) throw new Error(`${said.length} problems of one kind`)
      },
    },
  ),
  "b39 limit": refused("a name of more than 1 MiB", () => [longName("n".repeat(1 << 20)), ent("x", "1")], {
    codes: ["limit-reached"],
  }),
  b40: {
    ...fine("300,000 entries", () => []),
    input: () => {
      const entries = tar(Buffer.concat(Array.from({ length: 300_000 }, (_, i) => hdr(`d/${i}`))))
      return docker([gz(entries)], { diffIds: [digest(entries)] })
    },
    check: ({ images }) => {
      if (images[0]!.image.layers[0]!.listing!.length !== 300_000) throw new Error("entries are missing")
    },
  },
  "b40 limit": refused("more entries than the limit", () => Array.from({ length: 11 }, (_, i) => ent(`f${i}`)), {
    limits: { entriesPerLayer: 10 },
    codes: ["limit-reached"],
    says: /--max-entries/,
  }),
  b42: { ...fine("no end blocks", () => []), input: () => docker([Buffer.concat([before, after])]), rows: AROUND },
  "b42 one": {
    ...fine("one end block", () => []),
    input: () => docker([Buffer.concat([before, after, Buffer.alloc(BLOCK)])]),
    rows: AROUND,
  },
  "b42 cut": {
    ...fine("no padding behind the last body, as umoci writes it", () => []),
    input: () => docker([Buffer.concat([before, hdr("last", { size: 5 }), Buffer.from("12345")])]),
    rows: ["file before 1", "file last 5"],
  },
  b43: {
    ...refused("cut inside a body", () => [], { codes: ["truncated"], says: /offset 1024/ }),
    input: () => docker([Buffer.concat([before, ent("cut", "x".repeat(2000)).subarray(0, 1500)])]),
  },
  "b43 header": {
    ...refused("cut inside a header", () => [], { codes: ["truncated"], says: /offset 1024/ }),
    input: () => docker([Buffer.concat([before, after.subarray(0, 300)])]),
  },
  "b43 announced": {
    ...refused("a pax header of an entry that never comes", () => [], { codes: ["truncated"] }),
    input: () => docker([tar(before, pax([["path", "x"]]))]),
  },
  b44: refused("a wrong checksum", () => [before, hdr("bad", { raw: { checksum: "000000\0 " } }), after], {
    rows: ["file before 1"],
    says: /checksum at offset 1024/,
  }),
  "b45 lone": refused("entries behind a single block of zeros", () => [before, Buffer.alloc(BLOCK), after], {
    codes: ["malformed-tar"],
    rows: ["file before 1"],
  }),
  "b45 hidden": {
    ...odd("entries behind the end", () => [], { codes: ["trailing-data"], rows: ["file before 1"] }),
    input: () => docker([Buffer.concat([tar(before), tar(after)])]),
  },
  "b45 zeros": {
    ...fine("zeros behind the end", () => []),
    input: () => docker([Buffer.concat([tar(before), END, END])]),
    rows: ["file before 1"],
  },
  "b46 both": odd(
    "a GNU long name beside a pax path: docker takes the first",
    () => [longName("gnu"), pax([["path", "pax"]]), ent("x", "1")],
    { codes: ["odd-name"], rows: ["file gnu 1"] },
  ),
  "b47 padding": odd(
    "bytes in the padding behind a body",
    () => [Buffer.concat([hdr("before", { size: 1 }), Buffer.alloc(BLOCK, "x")]), after],
    { rows: AROUND },
  ),
}

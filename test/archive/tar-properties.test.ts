import { posix } from "node:path"
import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { cleanPath, decodeName } from "../../src/archive/name.ts"
import { Unreadable } from "../../src/archive/unreadable.ts"
import { listTar, PIECES, type Told } from "../support/pieces.ts"
import { BLOCK, dir, ent, hard, longName, pax, sym, tar } from "../support/tar.ts"

const GOOD = tar(
  dir("d/"),
  pax([
    ["path", "d/of a name"],
    ["mtime", "1.5"],
  ]),
  ent("x", "some content"),
  longName("n".repeat(150)),
  ent("y", "z".repeat(600), { magic: "gnu" }),
  sym("d/link", "y"),
  hard("d/hard", "y"),
  pax([
    ["GNU.sparse.major", "1"],
    ["GNU.sparse.minor", "0"],
    ["GNU.sparse.name", "s"],
    ["GNU.sparse.realsize", "999"],
  ]),
  ent("GNUSparseFile.0/s", `${"1\n0\n3\n".padEnd(512, "\0")}abc`),
)

type Outcome = { readonly told: Told[] } | { readonly code: string }

/** What becomes of a tar: a listing, or the one error that a reader may give. Anything else is thrown on. */
function outcome(bytes: Uint8Array, piece?: number): Outcome {
  try {
    return { told: listTar(bytes, piece) }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return { code: error.code }
  }
}

const change = fc.record({ at: fc.nat(GOOD.length - 1), byte: fc.nat(255) })
/** A header whose checksum is right again after some of its bytes were changed: what gets past the first check. */
const forged = fc.array(change, { minLength: 1, maxLength: 8 }).map((changes) => {
  const bytes = Buffer.from(GOOD)
  for (const { at, byte } of changes) bytes[at] = byte
  for (let block = 0; block < bytes.length; block += BLOCK) {
    if (bytes.toString("latin1", block + 257, block + 262) !== "ustar") continue
    bytes.fill(" ", block + 148, block + 156)
    let sum = 0
    for (let at = block; at < block + BLOCK; at += 1) sum += bytes[at]!
    bytes.write(`${sum.toString(8).padStart(6, "0")}\0 `, block + 148, "latin1")
  }
  return bytes
})

describe("the header walk", () => {
  test("any changes to a good tar end in a listing or in one error", () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
        const bytes = Buffer.from(GOOD)
        for (const { at, byte } of changes) bytes[at] = byte
        const result = outcome(bytes)
        expect("told" in result ? result.told.length : 0).toBeLessThanOrEqual(GOOD.length / BLOCK)
      }),
      { numRuns: 1000 },
    )
  })

  test("so do changes behind a checksum that was made right again", () => {
    fc.assert(
      fc.property(forged, (bytes) => {
        const result = outcome(bytes)
        for (const { size, stored } of "told" in result ? result.told : []) {
          expect(Number.isSafeInteger(size) && size >= 0).toBe(true)
          expect(Number.isSafeInteger(stored) && stored >= 0 && stored <= GOOD.length).toBe(true)
        }
      }),
      { numRuns: 1000 },
    )
  })

  test("the size of the pieces changes nothing", () => {
    fc.assert(
      fc.property(forged, fc.constantFrom(...PIECES), (bytes, piece) => {
        expect(outcome(bytes, piece)).toEqual(outcome(bytes))
      }),
      { numRuns: 500 },
    )
  })

  test("noise is never a tar", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: BLOCK, maxLength: 3 * BLOCK }), (noise) => {
        fc.pre(noise.subarray(0, BLOCK).some((byte) => byte !== 0))
        expect(outcome(noise)).toEqual({ code: "malformed-tar" })
      }),
    )
  })

  test("every entry that is written is read, with its name and size", () => {
    const anyName = fc
      .string({ minLength: 1, maxLength: 60 })
      .filter((text) => !text.includes("\0") && Buffer.byteLength(text) <= 99)
    const entry = fc.record({ name: anyName, body: fc.uint8Array({ maxLength: 1500 }) })
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 10 }), fc.constantFrom(...PIECES), (entries, piece) => {
        const bytes = tar(...entries.map(({ name, body }) => ent(name, Buffer.from(body))))
        expect(listTar(bytes, piece).map(({ name, size }) => [name, size])).toEqual(
          entries.map(({ name, body }) => [name, body.length]),
        )
      }),
    )
  })

  test("every cut of a tar before its end is noticed, or loses nothing", () => {
    const all = listTar(GOOD)
    for (let length = 0; length < GOOD.length - 2 * BLOCK; length += 37) {
      const result = outcome(GOOD.subarray(0, length))
      if ("told" in result) expect(result.told).toEqual(all.slice(0, result.told.length))
      else expect(["truncated", "malformed-tar"]).toContain(result.code)
    }
  })
})

describe("names", () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 12 }),
    fc.string({ maxLength: 6, unit: "binary" }).map((text) => new Uint8Array(Buffer.from(text))),
    // The neighbourhood of surrogates and of the longest forms, where decoders differ.
    fc
      .array(fc.constantFrom(0xed, 0xb3, 0xbf, 0xa0, 0x80, 0xef, 0xbb, 0xf0, 0x9f, 0x98, 0xc0, 0xff, 0x41), {
        maxLength: 8,
      })
      .map((list) => Uint8Array.from(list)),
  )

  test("two names of different bytes stay two", () => {
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        expect(decodeName(a) === decodeName(b)).toBe(Buffer.compare(a, b) === 0)
      }),
      { numRuns: 5000 },
    )
  })

  test("the bytes of a name can be had back", () => {
    fc.assert(
      fc.property(bytes, (name) => {
        const parts = Array.from(decodeName(name), (char) => {
          const code = char.codePointAt(0)!
          return code >= 0xdc80 && code <= 0xdcff ? Buffer.from([code - 0xdc00]) : Buffer.from(char)
        })
        expect(Buffer.compare(Buffer.concat(parts), name)).toBe(0)
      }),
      { numRuns: 5000 },
    )
  })
})

describe("paths", () => {
  const path = fc
    .array(fc.constantFrom("a", "b", "..", ".", "", "...", ".a", "a.", "..b", "\\", " "), { maxLength: 8 })
    .map((parts) => parts.join("/"))

  test("a clean path has no empty part, no dot, no way up, and stays as it is", () => {
    fc.assert(
      fc.property(path, (text) => {
        const { path: clean } = cleanPath(text)
        for (const part of clean === "" ? [] : clean.split("/")) expect(["", ".", ".."]).not.toContain(part)
        expect(cleanPath(clean)).toEqual({ path: clean, escaped: false })
      }),
    )
  })

  test("it leads where a root that can't be left would lead", () => {
    fc.assert(
      fc.property(path, (text) => {
        expect(`/${cleanPath(text).path}`).toBe(posix.join("/", text).replace(/(?<=.)\/$/, ""))
      }),
    )
  })

  test("it says whether the root would have been left", () => {
    fc.assert(
      fc.property(path, (text) => {
        expect(cleanPath(text).escaped).toBe(climbs(text))
      }),
    )
  })
})

function climbs(text: string): boolean {
  let depth = 0
  for (const part of text.split("/")) {
    if (part !== "" && part !== ".") depth += part === ".." ? -1 : 1
    if (depth < 0) return true
  }
  return false
}

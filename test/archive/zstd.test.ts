import { beforeAll, describe, expect, test } from "vitest"
import { Unreadable } from "../../src/archive/unreadable.ts"
import { prepareZstd, Unzstd } from "../../src/archive/zstd.ts"
import { DEFAULT_LIMITS } from "../../src/model/index.ts"
import { zstdBlock, zstdHeader, zstdRaw, zstdRle, zstdSkippable } from "../support/bombs.ts"
import { drain, inPieces, PIECES } from "../support/pieces.ts"

beforeAll(prepareZstd)

const TEXT = Buffer.from("What is pressed flat once can be pressed out again. ".repeat(40))
const GOOD = zstdRaw(TEXT)
/** The same by the zstd library: compressed, with its size in the header and a checksum. */
const CHECKED = Buffer.from(
  "KLUv/WQgB5UBALKCCQ+w67JtWcrGsP3CgDqTlQgFh2zcbOqi59GPU02nUnLEs1VETZ8QAgDpX/U9WJtPNxcD9g==",
  "base64",
)
/** And from a pipe: compressed, with neither. */
const PIPED = Buffer.from(
  "KLUv/QBYtQEAtAJXaGF0IGlzIHByZXNzZWQgZmxhdCBvbmNlIGNhbiBiZW91dCBhZ2Fpbi4gAgDpX/U9WJtP",
  "base64",
)

interface Expanded {
  readonly out: Buffer
  readonly trailingAt: number | null
}

function expand(bytes: Buffer, piece = Infinity): Expanded {
  const unzstd = new Unzstd(inPieces(bytes, piece), DEFAULT_LIMITS)
  return { out: drain(unzstd), trailingAt: unzstd.trailingAt }
}

function outcome(bytes: Buffer, piece?: number): string | number {
  try {
    return expand(bytes, piece).out.length
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return error.code
  }
}

const parts = [TEXT.subarray(0, 7), TEXT.subarray(7, 900), TEXT.subarray(900)]
/** Streams that all hold the same text. */
const GOOD_STREAMS: Record<string, Buffer> = {
  "a frame with size and checksum": CHECKED,
  "a frame without": PIPED,
  "a frame of raw blocks": GOOD,
  "three frames": Buffer.concat(parts.map((part) => zstdRaw(part))),
  "empty frames all round": Buffer.concat([zstdRaw(Buffer.alloc(0)), CHECKED, zstdRaw(Buffer.alloc(0))]),
  "skippable frames first, between and last": Buffer.concat([
    zstdSkippable(Buffer.from("a table of contents")),
    zstdRaw(TEXT.subarray(0, 900)),
    zstdSkippable(Buffer.alloc(0), 3),
    zstdRaw(TEXT.subarray(900)),
    zstdSkippable(Buffer.alloc(5000), 15),
  ]),
}

describe.each(Object.entries(GOOD_STREAMS))("%s", (_what, bytes) => {
  test.each(PIECES)("is expanded from pieces of %d bytes", (piece) => {
    expect(expand(bytes, piece)).toEqual({ out: TEXT, trailingAt: null })
  })
})

describe("damage", () => {
  test.each([
    ["three frames", parts.map((part) => zstdRaw(part).length)],
    ["a frame with size and checksum", []],
    ["a frame without", []],
  ])("every cut of %s is noticed", (what, frames) => {
    const bytes = GOOD_STREAMS[what]!
    const ends = new Set(frames.map((_, i) => frames.slice(0, i + 1).reduce((sum, length) => sum + length, 0)))
    for (let length = 4; length < bytes.length; length += 1) {
      for (const piece of [13, Infinity]) {
        const result = outcome(bytes.subarray(0, length), piece)
        if (ends.has(length)) expect(result).toBeTypeOf("number")
        else expect(result, `cut at ${length}`).toBe("truncated")
      }
    }
  })

  test("every flipped byte of a checked frame is noticed", () => {
    for (let at = 0; at < CHECKED.length; at += 1) {
      const bytes = Buffer.from(CHECKED)
      bytes[at]! ^= 0x20
      for (const piece of [13, Infinity]) expect(outcome(bytes, piece), `byte ${at}`).toBeTypeOf("string")
    }
  })

  test.each<[string, Buffer, string]>([
    ["a window of 3.75 TiB", zstdRaw(TEXT, { window: 0xff }), "limit-reached"],
    ["a window of 256 MiB", zstdRaw(TEXT, { window: 0x90 }), "limit-reached"],
    ["a content size of 2^64-1", zstdRaw(TEXT, { contentSize: 2n ** 64n - 1n }), "limit-reached"],
    ["a content size that is wrong", zstdRaw(TEXT, { contentSize: 2n }), "malformed-zstd"],
    ["a reserved bit", zstdRaw(TEXT, { descriptor: 8 }), "malformed-zstd"],
    [
      "a block of a reserved type",
      Buffer.concat([zstdHeader(), zstdBlock(3, 9, Buffer.alloc(9), true)]),
      "malformed-zstd",
    ],
    [
      "a block larger than blocks may be",
      Buffer.concat([zstdHeader({ window: 0x50 }), zstdBlock(1, 1 << 20, Buffer.alloc(1), true)]),
      "malformed-zstd",
    ],
    ["no frame", Buffer.from("plainly no frame at all"), "malformed-zstd"],
    [
      "a dictionary that nobody has",
      Buffer.concat([zstdHeader({ descriptor: 1 }), Buffer.from([7]), zstdBlock(0, 0, Buffer.alloc(0), true)]),
      "unsupported-compression",
    ],
  ])("%s", (_what, bytes, code) => {
    for (const piece of PIECES) expect(outcome(bytes, piece)).toBe(code)
  })
})

describe("what follows the last frame", () => {
  test.each(PIECES)("is told by its offset, in pieces of %d bytes", (piece) => {
    expect(expand(Buffer.concat([CHECKED, Buffer.from("junk and more")]), piece)).toEqual({
      out: TEXT,
      trailingAt: CHECKED.length,
    })
  })

  test.each(PIECES)("is told by its offset where it is shorter than any frame, in pieces of %d bytes", (piece) => {
    for (const junk of ["j", "ju", "\x28j"])
      expect(expand(Buffer.concat([CHECKED, Buffer.from(junk, "latin1")]), piece)).toEqual({
        out: TEXT,
        trailingAt: CHECKED.length,
      })
  })

  test.each(PIECES)("is a cut frame where it begins as one, in pieces of %d bytes", (piece) => {
    for (const length of [1, 2, 3]) {
      expect(outcome(Buffer.concat([CHECKED, CHECKED.subarray(0, length)]), piece)).toBe("truncated")
      expect(outcome(Buffer.concat([CHECKED, zstdSkippable(Buffer.alloc(9), 7).subarray(0, length)]), piece)).toBe(
        "truncated",
      )
    }
  })
})

test("a hundred damaged streams leave the next one unharmed", () => {
  // A window of 128 MiB that is really written to, and then damage: memory that is not given back soon runs out.
  const damaged = Buffer.concat([
    zstdRle(Buffer.alloc(0), 1 << 18).subarray(0, -4),
    zstdBlock(2, 9, Buffer.alloc(9, 0xff), true),
  ])
  damaged[5] = 0x88
  for (let i = 0; i < 100; i += 1) expect(outcome(damaged)).toBe("malformed-zstd")
  expect(expand(CHECKED)).toEqual({ out: TEXT, trailingAt: null })
})

test("a window of 128 MiB, which `zstd --long=27` asks for, is given", () => {
  expect(expand(zstdRaw(TEXT, { window: 0x88 }))).toEqual({ out: TEXT, trailingAt: null })
})

test("a gigabyte comes out in small pieces", () => {
  const unzstd = new Unzstd(inPieces(zstdRle(TEXT, 1 << 30), 65_536), DEFAULT_LIMITS)
  let total = 0
  for (let piece = unzstd.next(); piece !== null; piece = unzstd.next()) {
    expect(piece.length).toBeLessThanOrEqual(256 * 1024)
    total += piece.length
  }
  expect(total).toBe((1 << 30) + TEXT.length + 1)
})

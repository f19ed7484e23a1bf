import { randomBytes } from "node:crypto"
import { gzipSync } from "node:zlib"
import { describe, expect, test } from "vitest"
import { Gunzip } from "../../src/archive/gzip.ts"
import { Unreadable } from "../../src/archive/unreadable.ts"
import { gzNamed, gzZeros } from "../support/bombs.ts"
import { drain, inPieces, PIECES } from "../support/pieces.ts"

const TEXT = Buffer.from("What is pressed flat once can be pressed out again. ".repeat(40))
const GOOD = gzipSync(TEXT)
const EMPTY = gzipSync("")

interface Inflated {
  readonly out: Buffer
  readonly trailingAt: number | null
}

function inflate(bytes: Buffer, piece = Infinity): Inflated {
  const gunzip = new Gunzip(inPieces(bytes, piece))
  return { out: drain(gunzip), trailingAt: gunzip.trailingAt }
}

/** The code of the error that inflating ends in, or how many bytes came out. */
function outcome(bytes: Buffer, piece?: number): string | number {
  try {
    return inflate(bytes, piece).out.length
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return error.code
  }
}

function flagged(flags: number, ...fields: Buffer[]): Buffer {
  const header = Buffer.from(GOOD.subarray(0, 10))
  header[3] = flags
  return Buffer.concat([header, ...fields, GOOD.subarray(10)])
}

const parts = [TEXT.subarray(0, 7), TEXT.subarray(7, 900), TEXT.subarray(900)]
/** Streams that all hold the same text. */
const GOOD_STREAMS: Record<string, Buffer> = {
  "one member": GOOD,
  "three members": Buffer.concat(parts.map((part) => gzipSync(part))),
  "empty members all round": Buffer.concat([EMPTY, EMPTY, GOOD, EMPTY]),
  "50,000 empty members": Buffer.concat([Buffer.alloc(50_000 * EMPTY.length, EMPTY), GOOD]),
  "stored, not deflated": gzipSync(TEXT, { level: 0 }),
  "a name of 500,000 letters": gzNamed(GOOD, 500_000),
  "an extra field": flagged(4, Buffer.from([3, 0, 1, 2, 3])),
  "a name, a comment, an extra field and a header checksum": flagged(
    30,
    Buffer.from([1, 0, 9]),
    Buffer.from("name\0comment\0"),
    Buffer.alloc(2),
  ),
  "zeros behind": Buffer.concat([GOOD, Buffer.alloc(3000)]),
  "zeros between": Buffer.concat([gzipSync(parts[0]!), Buffer.alloc(5), gzipSync(Buffer.concat(parts.slice(1)))]),
}

describe.each(Object.entries(GOOD_STREAMS))("%s", (_what, bytes) => {
  test.each(bytes.length > 100_000 ? [511, 4096, Infinity] : PIECES)("is inflated from pieces of %d bytes", (piece) => {
    expect(inflate(bytes, piece)).toEqual({ out: TEXT, trailingAt: null })
  })
})

describe("damage", () => {
  test("every cut is noticed", () => {
    const bytes = GOOD_STREAMS["three members"]!
    const ends = new Set([gzipSync(parts[0]!).length, gzipSync(parts[0]!).length + gzipSync(parts[1]!).length])
    for (let length = 1; length < bytes.length; length += 1) {
      const cut = bytes.subarray(0, length)
      for (const piece of [13, Infinity]) {
        if (ends.has(length)) expect(outcome(cut, piece)).toBeTypeOf("number")
        else expect(outcome(cut, piece)).toBe("truncated")
      }
    }
  })

  test("every flipped byte behind the header is noticed, or changes nothing", () => {
    for (let at = 10; at < GOOD.length; at += 1) {
      const bytes = Buffer.from(GOOD)
      bytes[at]! ^= 0x20
      // The last bits of the last byte of deflated data belong to nothing.
      if (typeof outcome(bytes) === "number") expect(inflate(bytes).out).toEqual(TEXT)
      else expect(outcome(bytes)).toMatch(/malformed-gzip|truncated/)
    }
  })

  test.each([
    ["checksum", 8],
    ["size", 4],
  ])("a wrong %s", (_field, fromEnd) => {
    const bytes = Buffer.from(GOOD)
    bytes[bytes.length - fromEnd]! ^= 1
    for (const piece of PIECES) expect(outcome(bytes, piece)).toBe("malformed-gzip")
  })

  test("what came before the damage has come out", () => {
    const gunzip = new Gunzip(inPieces(GOOD.subarray(0, -8), Infinity))
    expect(gunzip.next()).toEqual(new Uint8Array(TEXT))
    expect(() => gunzip.next()).toThrow(/ends too early, at compressed offset/)
  })
})

describe("what follows the last member", () => {
  test.each(PIECES)("is told by its offset, in pieces of %d bytes", (piece) => {
    const bytes = Buffer.concat([GOOD, Buffer.alloc(9), Buffer.from("junk")])
    expect(inflate(bytes, piece)).toEqual({ out: TEXT, trailingAt: GOOD.length + 9 })
  })

  test("is no member unless it is a good one", () => {
    expect(outcome(Buffer.concat([GOOD, GOOD.subarray(0, 10), randomBytes(30)]))).toBeTypeOf("string")
    expect(inflate(Buffer.concat([GOOD, Buffer.from([0x1f, 0x8b, 7]), Buffer.alloc(20)])).trailingAt).toBe(GOOD.length)
  })
})

test("256 MiB come out in small pieces", () => {
  const gunzip = new Gunzip(inPieces(gzZeros(Buffer.alloc(0), 1 << 28), 65_536))
  let total = 0
  for (let piece = gunzip.next(); piece !== null; piece = gunzip.next()) {
    expect(piece.length).toBeLessThanOrEqual(256 * 1024)
    total += piece.length
  }
  expect(total).toBe(1 << 28)
})

import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { base64RunAround, decodings, utf16Of, utf16ToBytes } from "../../../src/secrets/encodings/index.ts"

const base64 = (text: string): string => Buffer.from(text).toString("base64")
const textsOf = (value: string): string[] => decodings(value).map(({ text, encoding }) => `${encoding}: ${text}`)

test.each([
  [base64("api_key=hello world"), "base64: api_key=hello world"],
  [base64('{"auth": "x", "ü": 1}').replace(/=+$/, ""), 'base64: {"auth": "x", "ü": 1}'],
  [Buffer.from("token?>~token?>~").toString("base64url"), "base64: token?>~token?>~"],
  [`data:text/plain;base64,${base64("password: hello")}`, "base64: password: hello"],
  [base64("x".repeat(100)).replace(/.{76}/g, "$&\n"), `base64: ${"x".repeat(100)}`],
  [Buffer.from("password=hello", "utf16le").toString("base64"), "base64: password=hello"],
  ["p%40ss%2Fword", "percent-encoded: p@ss/word"],
  ["100%25 p%C3%BC", "percent-encoded: 100% pü"],
  ['{\\"password\\": \\"x\\"}', 'escaped: {"password": "x"}'],
  ["a\\u0026b", "escaped: a&b"],
])("%s", (value, text) => expect(textsOf(value)).toContain(text))

test.each([
  "",
  "hello world, this is prose without anything",
  "short",
  "da39a3ee5e6b4b0d3255bfef95601890afd80709",
  "docker-container-registry",
  "/usr/local/bin/application",
  "100% of them, 50 %",
  "some words of prose\nand more words here",
])("%s says nothing else", (value) => expect(decodings(value)).toEqual([]))

test("a password may hold a percent sign that begins no code", () =>
  expect(textsOf("a%20b%zz%")).toEqual(["percent-encoded: a b%zz%"]))

test("random bytes are no text", () =>
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 24, maxLength: 64 }), (bytes) => {
      fc.pre(bytes.filter((byte) => byte < 8).length > 2)
      expect(decodings(Buffer.from(bytes).toString("base64")).filter((one) => one.encoding === "base64")).toEqual([])
    }),
    { numRuns: 200 },
  ))

test("a megabyte costs its length", () => {
  const start = performance.now()
  for (const char of ["a", "%", "%41", "\\", "\\n", "A=", " "]) decodings(char.repeat(1_000_000))
  expect(performance.now() - start).toBeLessThan(10_000)
})

test("the run around a place", () => {
  const run = base64("password=hello world")
  expect(base64RunAround(`x="${run}"`, 10)).toEqual({ run, start: 3, text: "password=hello world" })
  expect(base64RunAround("nothing here", 3)).toBe(null)
})

const swapped = (text: string): Buffer => Buffer.from(text, "utf16le").swap16()
const fold = (bytes: Uint8Array): string | null => {
  const folded = utf16ToBytes(bytes)
  return folded === null ? null : Buffer.from(folded).toString("latin1")
}

describe("UTF-16", () => {
  test.each([
    ["little end first, with a mark", Buffer.from("\ufeffpassword=ü", "utf16le"), "password=ü"],
    ["big end first, with a mark", swapped("\ufeffpassword=x"), "password=x"],
    ["little end first", Buffer.from("password=x", "utf16le"), "password=x"],
    ["big end first", swapped("password=x"), "password=x"],
    ["what is beyond latin1", Buffer.from("\ufeffa\u4e00b", "utf16le"), "a\xffb"],
  ])("%s", (_, bytes, text) => expect(fold(bytes)).toBe(text))

  test.each([
    ["ASCII", Buffer.from("password=x and more")],
    ["nothing", Buffer.alloc(0)],
    ["NUL alone", Buffer.alloc(64)],
    ["UTF-32", Buffer.from([0xff, 0xfe, 0, 0, 65, 0, 0, 0])],
    ["a program", Buffer.from([127, 69, 76, 70, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 62, 0, 1, 0, 0, 0])],
  ])("not %s", (_, bytes) => expect(fold(bytes)).toBe(null))

  test("pieces of any size give the same", () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 })), fc.constantFrom("", "\ufeff"), (sizes, mark) => {
        const bytes = Buffer.from(`${mark}password=hello; token=x\n`, "utf16le")
        const folder = utf16Of(bytes)!
        const parts: Buffer[] = []
        let at = 0
        for (const size of [...sizes, bytes.length]) {
          parts.push(Buffer.from(folder.fold(bytes.subarray(at, at + size))))
          at += size
        }
        expect(Buffer.concat(parts).toString("latin1")).toBe("password=hello; token=x\n")
      }),
    ))
})

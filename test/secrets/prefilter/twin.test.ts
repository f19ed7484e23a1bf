import { closeSync, openSync, readSync } from "node:fs"
import fc from "fast-check"
import { expect, it } from "vitest"
import { CODE, fast, inOrder, latin1, PROGRAM, QUERY, scanFile, script } from "./support.ts"

const PIECES = [
  QUERY.marks.map(({ text }) => text),
  QUERY.keywords.map(({ text }) => text),
  ["PASSWORD", "apiKey", "Secret", "keyboard", "authors", "value", "string"],
  ["0123456789abcdef", "aB3xY9zQ1mN7pL5k", "AAAAAAAAAAAAAAAAAAAAAAAA", "hunter", "a", "7"],
  ["\\n", "\\x41", "\\u0041", "%3D", "%22", "%zz", "\x1b[32m", "\x1b", "\\", "%"],
  [" ", "  ", "\n", "\n\n", "\t", "\r\n", "\0", "\x80", "\xff"],
  '= : := => == != <- -> > < , ( ) [ ] { } ; | || ? ! . - -- _ / // :// @ user:pass@ \' " ` "" * & $ ${ +'.split(" "),
].flat()
const made = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => latin1(pieces.join("")))
const drawn = fc.uint8Array({ maxLength: 400 })

it("finds the same in the same order with vectors and without", () => {
  fc.assert(
    fc.property(fc.oneof(made, drawn), (bytes) => {
      expect(scanFile(fast, bytes)).toEqual(scanFile(script, bytes))
    }),
    { numRuns: 3000 },
  )
})

it("finds the same at every offset from the start of a block and from the end of the file", () => {
  const text = latin1('k="ghp_0123456789abcdefghij" DB_PASSWORD: hunter22 https://u:p@h/ aQ~0123456789abcdef $6$x')
  for (let before = 0; before < 140; before++)
    for (const behind of [0, 1, 15, 16, 63, 64]) {
      const bytes = Buffer.concat([Buffer.alloc(before, "x "), text, Buffer.alloc(behind, ".")])
      expect(scanFile(fast, bytes), `${before} before, ${behind} behind`).toEqual(scanFile(script, bytes))
    }
})

it("finds the same in a file however it is cut into pieces", () => {
  fc.assert(
    fc.property(
      fc.array(made, { minLength: 1, maxLength: 12 }).map((parts) => Buffer.concat(parts)),
      fc.integer({ min: 800, max: 1600 }),
      (bytes, size) => {
        const whole = inOrder(scanFile(fast, bytes).hits)
        expect(inOrder(scanFile(fast, bytes, size).hits)).toEqual(whole)
        expect(inOrder(scanFile(script, bytes, size).hits)).toEqual(whole)
      },
    ),
    { numRuns: 300 },
  )
})

it("finds the same in code and in a program", () => {
  const program = Buffer.alloc(4 << 20)
  const file = openSync(PROGRAM, "r")
  readSync(file, program, 0, program.length, 32 << 20)
  closeSync(file)
  for (const bytes of [CODE, program]) {
    expect(scanFile(script, bytes)).toEqual(scanFile(fast, bytes))
  }
})

it("stops where there is no room for more hits, and goes on from there without loss", () => {
  const bytes = latin1(
    "MTsk-ant-aaaaaaaaaaaaa ".repeat(5_000) + "password=hunter2 ".repeat(20_000) + "$1$".repeat(30_000),
  )
  const found = scanFile(fast, bytes)
  expect(found).toEqual(scanFile(script, bytes))
  expect(found.stops.length).toBeGreaterThan(1)
  expect(found.hits.length).toBe(5_000 + 20_000 * 1 + 30_000)
})

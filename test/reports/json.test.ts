import { expect, test } from "vitest"
import type { Report } from "../../src/model/index.ts"
import { json } from "../../src/reports/json.ts"
import { DANGEROUS, hostile } from "./hostile.ts"
import { IMAGE, INCOMPLETE, REPORT } from "./sample.ts"

const at = (path: string): Report => ({
  ...REPORT,
  images: [
    {
      ...IMAGE,
      waste: [{ cause: "duplicate", bytes: 1, path, fromLayer: 0, byLayer: null, sameAs: path }],
      findings: [
        { ...IMAGE.findings[0]!, location: { kind: "file", path, layer: 1 }, places: [{ kind: "file", path }] },
      ],
    },
  ],
})

test("is the report itself, indented, with a final newline", () => {
  expect(json(INCOMPLETE)).toBe(`${JSON.stringify(INCOMPLETE, null, 2)}\n`)
})

test("a name that is no UTF-8 is shown, and its bytes stand beside it", () => {
  const { images } = JSON.parse(json(at("/a\\b/caf\udce9 東\udcff")))
  const path = String.raw`/a\\b/caf\xe9 東\xff`
  const pathBase64 = Buffer.concat([
    Buffer.from("/a\\b/caf"),
    Buffer.of(0xe9),
    Buffer.from(" 東"),
    Buffer.of(0xff),
  ]).toString("base64")
  expect(images[0].waste[0]).toMatchObject({ path, pathBase64, sameAs: path, sameAsBase64: pathBase64 })
  expect(images[0].findings[0].location).toEqual({ kind: "file", path, pathBase64, layer: 1 })
  expect(images[0].findings[0].places[0]).toEqual({ kind: "file", path, pathBase64 })
})

test("a name that is UTF-8 stands alone, backslash and all", () => {
  const { images } = JSON.parse(json(at("/caf\u00e9\\x")))
  expect(images[0].waste[0].path).toBe("/caf\u00e9\\x")
  expect(images[0].waste[0]).not.toHaveProperty("pathBase64")
})

test("is safe to print, and still says the same", () => {
  const text = json(hostile(INCOMPLETE))
  expect(text).not.toMatch(DANGEROUS)
  expect(text).not.toMatch(/##[a-z]*\[/i)
  expect(text).not.toMatch(/^\s*::/m)
  const printable = {
    ...REPORT,
    inputs: [{ ...REPORT.inputs[0]!, path: "\u009b\u202e\u2028##[error] ##VSO[x] \u{e0041}\u007f" }],
  }
  expect(JSON.parse(json(printable))).toEqual(printable)
})

test("labels named like parts of an object are labels", () => {
  const labels = JSON.parse('{"__proto__":"a","constructor":"b","path":"c\\udce9"}')
  const text = json({ ...REPORT, images: [{ ...IMAGE, config: { ...IMAGE.config, labels } }] })
  const parsed = JSON.parse(text).images[0].config.labels
  expect(Object.entries(parsed)).toEqual([
    ["__proto__", "a"],
    ["constructor", "b"],
    ["path", String.raw`c\xe9`],
  ])
})

test.each([NaN, Infinity])("%d is our own error, never a null in a report", (bytes) => {
  expect(() => json({ ...REPORT, inputs: [{ ...REPORT.inputs[0]!, bytes }] })).toThrow("bytes")
})

import { expect, test } from "vitest"
import { term } from "../../src/reports/index.ts"

const char = (...codes: number[]): string => String.fromCodePoint(...codes)
const between = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, at) => first + at)

test.each([
  ["C0", "a\u0000b\u0007c\u001b[31m", String.raw`a\x00b\x07c\x1b[31m`],
  ["line ends and tabs", "a\nb\r\nc\td", String.raw`a\nb\r\nc\td`],
  ["DEL", "a\u007fb", String.raw`a\x7fb`],
  ["C1", "a\u009b31m\u0085", String.raw`a\u{9b}31m\u{85}`],
  ["right to left", "a\u202etxt.exe", String.raw`a\u{202e}txt.exe`],
  ["zero width", "a\u200bb\u2060c\ufeffd", String.raw`a\u{200b}b\u{2060}c\u{feff}d`],
  ["line separators", "a\u2028b\u2029c", String.raw`a\u{2028}b\u{2029}c`],
  ["tags", `a${char(0xe0041)}${char(0xe007f)}`, String.raw`a\u{e0041}\u{e007f}`],
  ["lone surrogates", "a\ud800b\udfff", String.raw`a\u{d800}b\u{dfff}`],
  ["bytes that are no UTF-8", "caf\udce9 \udcff\udc80", String.raw`caf\xe9 \xff\x80`],
  ["an OSC title", "\u001b]0;gone\u0007", String.raw`\x1b]0;gone\x07`],
])("shows %s", (_, text, shown) => {
  expect(term(text)).toBe(shown)
})

test("leaves no control, bidi mark, zero width, separator, tag or surrogate as it is", () => {
  const codes = [
    ...between(0, 0x1f),
    ...between(0x7f, 0x9f),
    0x61c,
    ...between(0x200b, 0x200f),
    ...between(0x2028, 0x202e),
    ...between(0x2060, 0x206f),
    0xfeff,
    ...between(0xfff9, 0xfffb),
    ...between(0xd800, 0xdfff),
    ...between(0xe0000, 0xe007f),
  ]
  const left = codes.filter((code) => !/^[\x20-\x7e]+$/.test(term(char(code))))
  expect(left).toEqual([])
})

test.each([
  ["::error::x", String.raw`\x3a:error::x`],
  ["  ::set-output name=x", String.raw`  \x3a:set-output name=x`],
  ["a ::stop-commands::x", String.raw`a \x3a:stop-commands::x`],
  ["a\n::error::x", String.raw`a\n\x3a:error::x`],
  ["##[group]x", String.raw`#\x23[group]x`],
  ["a##[error]x", String.raw`a#\x23[error]x`],
  ["##vso[task.setvariable]x", String.raw`#\x23vso[task.setvariable]x`],
  ["##VSO[task]x", String.raw`#\x23VSO[task]x`],
  ["##teamcity[x]", String.raw`#\x23teamcity[x]`],
  ["section_start:1:x", String.raw`\x73ection_start:1:x`],
])("breaks what a build server obeys: %j", (text, shown) => {
  expect(term(text)).toBe(shown)
})

test("doubles backslashes only where something was escaped, so that nothing can pretend to be escaped", () => {
  expect(term(String.raw`C:\x1b`)).toBe(String.raw`C:\x1b`)
  expect(term(`${String.raw`C:\x1b`}\u001b`)).toBe(String.raw`C:\\x1b\x1b`)
})

test.each(["/usr/share/man/man3/Foo::Bar.3pm.gz", "# a ## b", "café 東京 👍🏽", "RUN a && b", "\\"])(
  "leaves %j alone",
  (text) => {
    expect(term(text)).toBe(text)
  },
)

test.each(["#", "##a", ":: ", "section_", "\u001b", "\\"])("takes time in proportion to the text: %j", (hostile) => {
  const started = performance.now()
  term(hostile.repeat(1_000_000 / hostile.length))
  expect(performance.now() - started).toBeLessThan(2000)
})

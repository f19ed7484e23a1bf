import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { isMap, isScalar, isSeq, parseDocument } from "yaml"
import { parsePlain, PLAIN } from "../../src/settings/plain.ts"

// What the quick reader understands, it understands as a full parser of YAML does: values and places.

interface Shown {
  readonly at: number
  readonly is: unknown
}

/** A tree of nodes as data, the same for both. */
function shown(node: unknown, yaml: { isMap: typeof isMap; isScalar: typeof isScalar; isSeq: typeof isSeq }): Shown {
  const at = (node as { range?: readonly number[] } | null)?.range?.[0] ?? -1
  if (yaml.isMap(node)) return { at, is: node.items.map(({ key, value }) => [shown(key, yaml), shown(value, yaml)]) }
  if (yaml.isSeq(node)) return { at, is: node.items.map((item) => shown(item, yaml)) }
  return { at, is: yaml.isScalar(node) ? [typeof node.value, node.value] : null }
}

function compare(text: string): boolean {
  const quick = parsePlain(text)
  if (quick === null) return false
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: false, logLevel: "error" })
  expect({ text, errors: document.errors, warnings: document.warnings }).toEqual({ text, errors: [], warnings: [] })
  expect({ text, root: shown(quick, PLAIN) }).toEqual({
    text,
    root: shown(document.contents, { isMap, isScalar, isSeq }),
  })
  return true
}

describe("is understood", () => {
  test.each([
    "profile: default",
    "# a comment\n\nfail-on: high # another\nown-layers-only: true\n",
    "ignore:\n  - rule: user/*\n    path: /srv/**\n    layer: 3\n    reason: agreed, with [them] (2026)\n    expires: 2027-06-30\n  - fingerprint: \"9ab5219cd89de7e3\"\n    reason: 'it''s'".replace(
      "''s",
      "s",
    ),
    "ignore:\n- rule: a\n  reason: b\n-   rule: c\n    reason: d\nprofile: strict",
    "budgets:\n  filesystem: 1.5GiB\n  layers: 20\n  path:/srv/**: 5%\n  archive: +5%",
    'rules:\n  size/wasted: high\n  policy/ports:\n    allowed:\n      - "8080"\n      - 9000-9099/udp\n',
    'overrides:\n  - image: "acme/*"\n    rules:\n      user/root: off-ish\n',
    "a: http://example.com/x#y",
    'images:\n  - name: acme/shop\n    parts:\n      /srv/shop/.git: 93238\n      deb base-files: 248859\n      "hidden: ADD … /": 4039\n      "a \\"b\\" \\\\ c": 5',
    "a: caf\u00e9 au lait, …, \u65e5\u672c",
    "  a: b\n  c:\n  # between\n    d: e",
  ])("%j", (text) => {
    expect(compare(text)).toBe(true)
  })
})

describe("is left to the full parser", () => {
  test.each([
    "",
    "# nothing",
    "a: *b",
    "a: &b c",
    "a: !!str 5",
    "a: |\n  text",
    "a: >-\n  text",
    "a: [b, c]",
    "a: {b: c}",
    "{a: b}",
    "a: b\n  c: d",
    "a: b\n c\n",
    "a:\n  b: c\n d: e",
    "a:\n- b\n - c",
    "- a\n  b",
    "- - a",
    "-\n  a: b",
    "a:\nb: c",
    "a: null",
    "a: ~",
    "a: True",
    "a: 0x1f",
    "a: 1e3",
    "a: .inf",
    "a: 007",
    'a: "b\\n"',
    "a: 'it''s'",
    'a: "b" c',
    "a: b: c",
    "a: b:",
    "true: a",
    "5: a",
    "? a\n: b",
    "--- \na: b",
    "a: b\n---\nc: d",
    "%YAML 1.2\n---\na: b",
    "a:\tb",
    "a: b\r\nc: d",
    "a: b\u2028c",
    "\ufeffa: b",
    "<<: a",
    "a: %b",
    "a: @b",
    "a: `b`",
    "just text",
    `${"  ".repeat(0)}${Array.from({ length: 20 }, (_, index) => `${" ".repeat(index)}a:`).join("\n")} b`,
  ])("%j", (text) => {
    expect(parsePlain(text)).toBeNull()
  })
})

test("what both understand is the same, whatever is written", () => {
  const piece = fc.constantFrom(
    ...String.raw`a|b-c|rule|path:/srv/**|true|null|no|5|05|1.4|2027-06-30|200MB|+5%|*|&x|!t|"q"|"q: r"|'s'|'s # t'|#c| # c`.split(
      "|",
    ),
    ...String.raw`: |:|- |-|  |    |- |  - |a: |b: |c:|[|]|{|}|,|?|é|~|...|---|0x1|1e3|.5|%|@|>|=|<<|\|'|"|…`.split(
      "|",
    ),
    ...String.raw`deb a: |/a b: |"k: v": |"k\"v": |"x\\y"|"x\"|"\n"|5: |a :`.split("|"),
    "|",
    "\n",
    "\n",
    "\n",
    "\n  ",
    "\n    ",
  )
  let understood = 0
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 14 }), (pieces) => {
      if (compare(pieces.join(""))) understood++
    }),
    { numRuns: 30_000, seed: 5 },
  )
  expect(understood).toBeGreaterThan(300)
})

test("what people write is the same, with its mistakes", () => {
  const key = fc.constantFrom(
    "rule",
    "reason",
    "path",
    "path:/srv/**",
    "a.b",
    "layer",
    "true",
    "deb base",
    "/a b",
    '"k: v"',
    '"k \\\\"',
    "a ",
    "5",
    "5 a",
    "a #b",
  )
  const value = fc.constantFrom(
    "agreed",
    "it is fine, really",
    "2027-01-01",
    "5",
    "5 ",
    '"*.js"',
    "'x'",
    "a #b",
    "a#b",
    "http://x/y",
    "/srv/**",
    "x: y",
    "-1",
    "null",
    "1.2.3",
    "",
  )
  const line = fc
    .tuple(fc.integer({ min: 0, max: 5 }), fc.constantFrom("", "", "- ", "-  "), key, value)
    .map(([indent, dash, name, text]) => `${" ".repeat(indent)}${dash}${name}:${text === "" ? "" : ` ${text}`}`)
  let understood = 0
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (lines) => {
      if (compare(lines.join("\n"))) understood++
    }),
    { numRuns: 30_000, seed: 5 },
  )
  expect(understood).toBeGreaterThan(300)
})

test("a megabyte of blanks costs no time", () => {
  const blanks = " ".repeat(500_000)
  const started = performance.now()
  for (const text of [`profile: a${blanks}x#${blanks}y`, `a: "b"${blanks}y`, `- a${blanks}# b`]) compare(text)
  expect(performance.now() - started).toBeLessThan(5000)
})

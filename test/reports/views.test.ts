import { expect, test } from "vitest"
import { EntryType } from "../../src/model/index.ts"
import type { File, Rule } from "../../src/model/index.ts"
import { columns, views } from "../../src/reports/index.ts"
import { DANGEROUS, hostile, PAYLOAD } from "./hostile.ts"
import { IMAGE, REPORT } from "./sample.ts"

const LOOK = { colour: false, width: 80 }
const file = (path: string, size: number, type: File["type"] = EntryType.file): File => ({
  path,
  size,
  type,
  mode: 0o644,
  uid: 0,
  gid: 0,
  target: "",
  layer: 3,
  row: 0,
  links: 1,
})
const RULE: Rule = {
  id: "user/root",
  title: "The container runs as an ordinary user",
  severity: "high",
  why: "Root is everything.",
  decides: "`User`.",
  blind: "gosu.",
  remedy: "End with USER.",
  examples: { bad: "\n    FROM scratch\n    USER root\n", good: "FROM scratch\nUSER 1" },
  references: ["CIS 4.1"],
  check: () => [],
}

test("files: the largest first, directories apart, and how many more there are", () => {
  const tree = [
    file("/a", 5),
    file("/b", 2_000_000),
    file("/d", 9, EntryType.directory),
    ...Array.from({ length: 39 }, (_, at) => file(`/z${at}`, 1)),
  ]
  const text = views.files(IMAGE, tree, String, LOOK)
  expect(text.split("\n").slice(3, 6)).toEqual(["    Size  Layer  Path", "    2 MB      3  /b", "     5 B      3  /a"])
  expect(text).toContain("and 1 more (1 B): --verbose shows all")
  expect(views.files(IMAGE, tree, String, { ...LOOK, verbose: true })).toContain("/z38")
  expect(text).not.toContain("/d")
})

test("files: a long path keeps its root and its name", () => {
  const text = views.files(IMAGE, [file(`/usr/${"x".repeat(100)}/libcrypto.so.3`, 1)], String, LOOK)
  expect(text).toMatch(/ {2}\/usr\/x+…x+\/libcrypto\.so\.3$/m)
})

test("history: every step, with the layer that it made", () => {
  const lines = views.history(IMAGE, LOOK).split("\n")
  expect(lines[4]).toBe("   0      0  77.8 MB  ADD rootfs.tar.xz /")
  expect(lines[5]).toBe("   1      -        -  ENV LANG=C.UTF-8")
  expect(lines).toHaveLength(4 + IMAGE.history.length + 1)
})

test("layers: every size of every layer, and digests where there is room", () => {
  expect(views.layers(IMAGE, LOOK).split("\n")[5]).toMatch(
    /^ {4}1 {3}120 MB {2}18.2 MB {3}125 MB {2}45.8 MB {3}4810 {2}RUN apt-get update/,
  )
  expect(views.layers(IMAGE, { ...LOOK, width: 160 })).toContain("111111111111")
})

test("no view obeys what an image says", () => {
  const [image] = hostile(REPORT).images
  for (const width of [60, 80, 300])
    for (const text of [
      views.layers(image!, { ...LOOK, width }),
      views.history(image!, { ...LOOK, width }),
      views.files(image!, [file(PAYLOAD, 1)], String, { ...LOOK, width }),
    ]) {
      expect(text).not.toMatch(DANGEROUS)
      expect(text).not.toMatch(/^\s*::|##[a-z]*\[/im)
      expect(Math.max(...text.split("\n").map(columns))).toBeLessThanOrEqual(width)
    }
})

test("rules: one line each, or one explained", () => {
  expect(views.ruleList([RULE], LOOK)).toBe("high      user/root  The container runs as an ordinary user\n")
  expect(views.ruleText(RULE, LOOK)).toContain(
    "Found in\n  FROM scratch\n  USER root\n\nNot found in\n  FROM scratch\n  USER 1\n\nSee also\n  CIS 4.1\n",
  )
})

import fc from "fast-check"
import { expect, test } from "vitest"
import { directoriesOf } from "../../src/inventory/index.ts"
import { EntryType, type PackageRecord } from "../../src/model/index.ts"
import { wildLayers } from "../filesystem/arbitrary.ts"
import { file, hardlink, type Row } from "../support/listing.ts"
import { inventoryOf, naming } from "./support.ts"

const directories = (...layers: readonly (readonly Row[])[]) => {
  const { files, inventory } = inventoryOf(...layers)
  return directoriesOf(files, inventory)
}
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)
const files = (count: number, name: (index: number) => string): Row[] =>
  Array.from({ length: count }, (_, index) => file(name(index), 1))

test("counts a file for the folder above it that is three deep, or for its own", () => {
  const { depth, items } = directories([
    file("root", 1),
    file("etc/passwd", 2),
    file("usr/lib/a.so", 4),
    file("usr/lib/x/b.so", 8),
    file("usr/lib/x/y/z/c.so", 16),
    file("usr/lib/xy/d.so", 32),
    file("usr/lib/z.so", 64),
  ])
  expect(depth).toBe(3)
  expect(items.map(({ path, bytes }) => `${path} ${bytes}`)).toEqual([
    "/usr/lib 68",
    "/usr/lib/xy 32",
    "/usr/lib/x 24",
    "/etc 2",
    "/ 1",
  ])
})

test("tells what no package owns, and the layer that holds most of it", () => {
  const owned: PackageRecord = { type: "deb", name: "a", version: "1", files: ["/srv/a"] }
  const { items } = directories(
    [naming(file("var/lib/dpkg/status", 0), owned), file("srv/a", 100), file("srv/b", 5)],
    [file("srv/c", 7)],
    [file("opt/d", 1)],
  )
  expect(items).toEqual([
    { path: "/srv", bytes: 112, unowned: 12, layer: 1 },
    { path: "/opt", bytes: 1, unowned: 1, layer: 2 },
  ])
})

test("counts a file of several names once, at the first of them", () => {
  const { items } = directories([file("b/one", 9), hardlink("a/two", "b/one")])
  expect(items).toEqual([{ path: "/a", bytes: 9, unowned: 9, layer: 0 }])
})

test.each([
  [1000, (index: number) => `a/b/${index}/f`, 3, 1000],
  [1001, (index: number) => `a/b/${index}/f`, 2, 1],
  [1001, (index: number) => `a/${index}/f`, 1, 1],
  [1001, (index: number) => `${index}/f`, 0, 1],
])("lists a thousand folders and no more (%#)", (count, name, depth, length) => {
  const found = directories(files(count, name))
  expect(found.depth).toBe(depth)
  expect(found.items).toHaveLength(length)
  expect(sum(found.items.map(({ bytes }) => bytes))).toBe(count)
})

test("adds up, of all and of what no package owns, whatever the image holds", () => {
  const said = fc.record({
    type: fc.constantFrom("deb", "npm"),
    name: fc.constant("p"),
    version: fc.constant("1"),
    files: fc.array(fc.constantFrom("/a", "/a/b", "/b/c", "/c/a/b", "/l/a"), { maxLength: 3 }),
    folders: fc.array(fc.constantFrom("/a", "/b/c", "/l"), { maxLength: 2 }),
  })
  fc.assert(
    fc.property(wildLayers, fc.array(said, { maxLength: 2 }), (layers, packages) => {
      const image = layers.map((rows, at) =>
        at === 0 ? rows.map((row, index) => (index === 0 ? naming(row, ...packages) : row)) : rows,
      )
      const { files: tree, inventory } = inventoryOf(...image)
      const { items } = directoriesOf(tree, inventory)
      expect(sum(items.map(({ bytes }) => bytes))).toBe(tree.totals.filesystem)
      expect(sum(items.map(({ unowned }) => unowned))).toBe(inventory.unowned.bytes)
      const first = new Map<string, string>()
      for (const { type, layer, row, path, size } of tree)
        if (type === EntryType.file && size > 0 && !first.has(`${layer} ${row}`)) first.set(`${layer} ${row}`, path)
      const parents = [...first.values()].map((path) => path.split("/").slice(0, -1).slice(0, 4).join("/") || "/")
      expect(items.map(({ path }) => path).toSorted()).toEqual([...new Set(parents)].toSorted())
    }),
    { numRuns: 1000 },
  )
})

import fc from "fast-check"
import { describe, expect, test } from "vitest"
import type { ReportFile, ReportImage } from "../../src/model/index.ts"
import { decode } from "../../src/reports/html/page/decode.ts"
import type { Columns, Payload } from "../../src/reports/html/page/format.ts"
import { sceneOf, START } from "../../src/reports/html/page/scene.ts"
import { marksIn, search } from "../../src/reports/html/page/search.ts"
import { type Tile, tilesOf } from "../../src/reports/html/page/tiles.ts"
import { isFile, pathOf, ROOT, totalsOf, type Tree } from "../../src/reports/html/page/tree.ts"
import { payloadOf, roomsOf } from "../../src/reports/html/payload.ts"
import { term } from "../../src/reports/shared/term.ts"
import { DANGEROUS, hostile, PAYLOAD } from "./hostile.ts"
import { IMAGE, REPORT } from "./sample.ts"

const file = (path: string, bytes: number, rest: Partial<ReportFile> = {}): ReportFile => ({
  path,
  bytes,
  layer: 0,
  package: null,
  ...rest,
})

const withFiles = (files: readonly ReportFile[], rest: Partial<ReportImage> = {}): ReportImage => ({
  ...IMAGE,
  files,
  ...rest,
})

const read = (image: ReportImage, room?: number): Payload => JSON.parse(payloadOf(image, room)) as Payload

const treeOf = (columns: Columns | null): Tree => decode(columns ?? read(IMAGE).visible, IMAGE.layers.length)

const nodesOf = (tree: Tree): number[] => Array.from({ length: tree.size }, (_, node) => node)

/** What a page knows of each file. */
const filesIn = (tree: Tree) =>
  nodesOf(tree)
    .filter((node) => isFile(tree, node))
    .map((node) => {
      const first = tree.links.get(node)
      return {
        path: pathOf(tree, node),
        bytes: tree.bytes[node],
        layer: tree.layers[node],
        owner: tree.owners[tree.ownerOf[node] ?? -1]?.name ?? null,
        sameAs: first === undefined ? null : pathOf(tree, first),
      }
    })

const shown = (path: string): string => path.split("/").map(term).join("/")

const inAnyOrder = (items: readonly object[]): string[] => items.map((item) => JSON.stringify(item)).toSorted()

const sum = (tiles: readonly Tile[]): number => tiles.reduce((total, { bytes }) => total + bytes, 0)

const flat = (tiles: readonly Tile[]): Tile[] => tiles.flatMap((tile) => [tile, ...flat(tile.children)])

const byPath = <T extends { readonly path: string }>(files: readonly T[]): T[] =>
  files.toSorted((a, b) => (a.path < b.path ? -1 : 1))

describe("the files of an image in its page", () => {
  const part = fc.oneof(fc.constantFrom("a", "b", "usr", "a-b", "::", "__proto__"), fc.string({ minLength: 1 }))
  const path = fc
    .array(
      part.map((name) => name.replaceAll("/", "_")),
      { minLength: 1, maxLength: 5 },
    )
    .map((parts) => `/${parts.join("/")}`)
  const listed = fc.uniqueArray(
    fc.record({
      path,
      bytes: fc.nat(),
      layer: fc.nat({ max: 5 }),
      package: fc.option(fc.nat({ max: 2 })),
    }),
    { selector: (item) => item.path, maxLength: 40 },
  )
  const packages = ["one", "two", "three"].map((name) => ({
    type: "deb",
    name,
    version: "1",
    bytes: 0,
    layer: 0,
    path: "/x",
  }))

  test("are all there, with their bytes, layer and package", () => {
    fc.assert(
      fc.property(listed, (files) => {
        const known = filesIn(treeOf(read(withFiles(files, { packages })).visible))
        const expected = files.map(({ path: of, bytes, layer, package: owner }) => ({
          path: shown(of),
          bytes,
          layer,
          owner: owner === null ? null : packages[owner]?.name,
          sameAs: null,
        }))
        expect(inAnyOrder(known)).toEqual(inAnyOrder(expected))
      }),
    )
  })

  test("add up to what the image weighs", () => {
    fc.assert(
      fc.property(listed, (files) => {
        const filesystem = files.reduce((total, { bytes }) => total + bytes, 0)
        const tree = treeOf(read(withFiles(files)).visible)
        const { bytes, files: amount } = totalsOf(tree, null)
        expect([bytes[ROOT], amount[ROOT]]).toEqual([filesystem, files.length])
      }),
    )
  })

  test("are told without regard to the order in which a report lists them", () => {
    const files = ["/b/c/d", "/a", "/b/e", "/b/c/f", "/b-c"].map((name) => file(name, 1))
    expect(byPath(filesIn(treeOf(read(withFiles(files)).visible)))).toEqual(
      byPath(filesIn(treeOf(read(withFiles(files.toReversed())).visible))),
    )
  })

  test("name the first name of a file of several", () => {
    const files = [file("/bin/a", 5), file("/bin/b", 0, { sameAs: "/bin/a" }), file("/c", 0, { sameAs: "/gone" })]
    expect(filesIn(treeOf(read(withFiles(files)).visible)).map(({ path: of, sameAs }) => [of, sameAs])).toEqual([
      ["/c", null],
      ["/bin/a", null],
      ["/bin/b", "/bin/a"],
    ])
  })

  test("may lie a thousand folders deep", () => {
    const deep = `/${"a/".repeat(1000)}b`
    expect(filesIn(treeOf(read(withFiles([file(deep, 3)])).visible))[0]?.path).toBe(deep)
  })

  test("keep an empty image empty", () => {
    expect(treeOf(read(withFiles([])).visible).size).toBe(1)
  })
})

describe("a search in them", () => {
  const names = fc.constantFrom("a", "ab", "b", "Lib", "a.js", "İ", "node_modules")
  const paths = fc.uniqueArray(fc.array(names, { minLength: 1, maxLength: 4 }).map((parts) => `/${parts.join("/")}`))
  const words = fc.array(fc.constantFrom("a", "b/", "/a", "b/a", "lib", "A.", "i", "/", "odu", "zz", "a/l", "/b/a"), {
    minLength: 1,
    maxLength: 3,
  })

  test("finds every path in which all words stand, letters of either case alike, and no other", () => {
    fc.assert(
      fc.property(paths, words, (all, query) => {
        const tree = treeOf(read(withFiles(all.map((path) => file(path, 1)))).visible)
        const found = search(tree, query.join("  "))
        const fits = (path: string): boolean => query.every((word) => path.toLowerCase().includes(word.toLowerCase()))
        const files = nodesOf(tree).filter((node) => isFile(tree, node))
        expect(files.filter((node) => found?.[node] === 1).map((node) => pathOf(tree, node))).toEqual(
          files.map((node) => pathOf(tree, node)).filter(fits),
        )
      }),
      { numRuns: 400 },
    )
  })

  test("marks what was found in a name", () => {
    expect(marksIn("index.JS", "x/ind js").filter(({ found }) => found)).toEqual([
      { text: "ind", found: true },
      { text: "JS", found: true },
    ])
  })
})

describe("the map of them", () => {
  const sizes = fc.array(
    fc.record({ at: fc.nat({ max: 9 }), below: fc.nat({ max: 9 }), bytes: fc.nat({ max: 5000 }) }),
    {
      maxLength: 200,
    },
  )

  test.each(["folder", "owner", "layer"] as const)("adds up however small its tiles, cut by %s", (cut) => {
    fc.assert(
      fc.property(sizes, fc.nat({ max: 200_000 }), (items, area) => {
        const files = items.map(({ at, below, bytes }, index) =>
          file(`/${at}/${below}/${index}`, bytes, { layer: at % 6, package: index % 3 === 0 ? null : 0 }),
        )
        const packages = [{ type: "deb", name: "one", version: "1", bytes: 0, layer: 0, path: "/x" }]
        const tree = treeOf(read(withFiles(files, { packages })).visible)
        const words = { instructions: [], nobody: "nobody" }
        const tiles = tilesOf(sceneOf(tree, new Set(), null), START, cut, words, { area, most: 300 })
        expect(sum(tiles)).toBe(files.reduce((total, { bytes }) => total + bytes, 0))
        for (const tile of flat(tiles)) if (tile.children.length > 0) expect(sum(tile.children)).toBe(tile.bytes)
        expect(flat(tiles).length).toBeLessThanOrEqual(301)
      }),
    )
  })
})

describe("folders that stand for their files", () => {
  const directories: ReportImage["directories"] = {
    depth: 2,
    items: [
      { path: "/usr/lib", bytes: 70, unowned: 0, layer: 1 },
      { path: "/usr", bytes: 20, unowned: 0, layer: 0 },
      { path: "/", bytes: 10, unowned: 0, layer: 0 },
    ],
  }

  test("are shown where a report has no files, and add up", () => {
    const { listing, visible } = read({ ...IMAGE, directories })
    expect(listing).toBe("folders")
    expect(filesIn(treeOf(visible)).map(({ path, bytes }) => [path, bytes])).toEqual([
      ["/(files here)", 10],
      ["/usr/lib", 70],
      ["/usr/(files here)", 20],
    ])
  })

  test("are shown where there are more files than a page has room for", () => {
    expect(read(withFiles([file("/a", 1), file("/b", 1)], { directories }), 1).listing).toBe("capped")
  })

  test("make room in the order of the images", () => {
    const images = [3, 4, 2].map((amount) =>
      withFiles(
        Array.from({ length: amount }, (_, at) => file(`/${at}`, 0)),
        { directories },
      ),
    )
    const listings = roomsOf(images, 5).map((room, at) => read(images[at] ?? IMAGE, room).listing)
    expect(listings).toEqual(["files", "capped", "files"])
  })
})

describe("bytes that no container sees", () => {
  test("are told by cause and by the layer they came from, without duplicates, and with what is left out", () => {
    const { wasted, wasteOmitted } = read(IMAGE)
    const tree = treeOf(wasted)
    expect((totalsOf(tree, null).bytes[ROOT] ?? 0) + wasteOmitted.bytes).toBe(IMAGE.size.wasted)
    expect(filesIn(tree)).toContainEqual({
      path: "/srv/shop/package-lock.json",
      bytes: 999_950,
      layer: 2,
      owner: "overwritten",
      sameAs: null,
    })
  })

  test("are not spoken of where there are none", () => {
    expect(read({ ...IMAGE, waste: [] }).wasted).toBeNull()
  })
})

describe("the text of a payload", () => {
  const image = hostile(REPORT).images[0] ?? IMAGE
  const text = payloadOf({ ...image, files: [file(`${PAYLOAD}/${PAYLOAD}`, 1)] })

  test("holds nothing that ends a script, and nothing that can't be seen", () => {
    expect(text).not.toMatch(/[<>&]/)
    expect(text).not.toMatch(DANGEROUS)
    expect(JSON.stringify(JSON.parse(text))).not.toMatch(DANGEROUS)
  })

  test("holds of an instruction of megabytes the beginning", () => {
    const history = [{ index: 0, layer: 0, instruction: "RUN", text: `RUN ${"😀".repeat(4_000_000)}`, created: null }]
    const [first = ""] = read({ ...IMAGE, history }).layers
    expect(first).toMatch(/^RUN (😀)+…$/u)
    expect(first.length).toBeLessThan(300)
  })

  test("is the same for the same image", () => {
    expect(payloadOf(image)).toBe(payloadOf(image))
  })
})

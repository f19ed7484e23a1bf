import fc from "fast-check"
import { expect, it } from "vitest"
import { EntryType, type Filesystem, type Waste } from "../../src/model/index.ts"
import { opaque, whiteout, type Row } from "../support/listing.ts"
import { layers, wildLayers } from "./arbitrary.ts"
import { replay } from "./replay.ts"
import { merge, waste, wasteLine } from "./support.ts"

const isHidden = (item: Waste): boolean => item.cause !== "duplicate"
const byPath = (a: { path: string }, b: { path: string }): number => (a.path < b.path ? -1 : 1)
const seen = (files: Filesystem): unknown => ({
  files: [...files].map(({ row: _row, ...file }) => file),
  waste: waste(files),
  totals: files.totals,
})
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
const isWhiteout = ({ type }: Row): boolean => type === EntryType.whiteout || type === EntryType.opaque

it("agrees with a plain replay of the layers", () => {
  fc.assert(
    fc.property(layers, (input) => {
      const files = merge(...input)
      const { tree, waste: wasted, missing } = replay(input)
      const names = new Map<unknown, number>()
      for (const content of tree.values()) names.set(content, (names.get(content) ?? 0) + 1)
      const expected = [...tree].map(([path, content]) => ({
        path,
        type: content.type,
        size: content.size ?? 0,
        target: content.target ?? "",
        layer: content.layer,
        row: content.row,
        links: content.type === EntryType.directory ? 1 : names.get(content),
      }))
      const actual = [...files].map(({ mode: _mode, uid: _uid, gid: _gid, ...file }) => file)
      expect(actual.toSorted(byPath)).toEqual(expected.toSorted(byPath))
      expect(files.waste.filter(isHidden).map(wasteLine).toSorted()).toEqual(wasted)
      expect(files.missingLinkTargets.map(({ path }) => path).toSorted()).toEqual(missing)
    }),
    { numRuns: 3000 },
  )
})

it("finds every further copy of visible content, and no other", () => {
  fc.assert(
    fc.property(layers, (input) => {
      const files = merge(...input)
      const copies = new Map<string, Map<string, string>>()
      for (const { path, type, size, layer, row } of [...files].toSorted(byPath)) {
        if (type !== EntryType.file || size === 0) continue
        const content = `${size} ${input[layer]?.[row]?.hash}`
        const places = copies.get(content) ?? new Map<string, string>()
        copies.set(content, places)
        if (!places.has(`${layer} ${row}`)) places.set(`${layer} ${row}`, path)
      }
      const expected = [...copies.values()].flatMap((places) => {
        const [kept, ...further] = places.values()
        return further.map((path) => `${path} = ${kept}`)
      })
      const actual = files.waste.filter((item) => !isHidden(item)).map((item) => `${item.path} = ${item.sameAs}`)
      expect(actual.toSorted()).toEqual(expected.toSorted())
    }),
    { numRuns: 1000 },
  )
})

it("comes to the same wherever the whiteouts of a layer stand, and in whatever order", () => {
  fc.assert(
    fc.property(wildLayers, (input) => {
      const first = input.map((rows) => [...rows.filter(isWhiteout), ...rows.filter((row) => !isWhiteout(row))])
      const last = input.map((rows) => [
        ...rows.filter((row) => !isWhiteout(row)),
        ...rows.filter(isWhiteout).toReversed(),
      ])
      expect(seen(merge(...first))).toEqual(seen(merge(...input)))
      expect(seen(merge(...last))).toEqual(seen(merge(...input)))
    }),
    { numRuns: 1000 },
  )
})

it("accounts for every byte of any layers, and finds every path that it shows", () => {
  fc.assert(
    fc.property(wildLayers, (input) => {
      const files = merge(...input)
      const { content, filesystem, wasted, files: count } = files.totals
      const regular = [...files].filter((file) => file.type === EntryType.file)
      const distinct = new Map(regular.map((file) => [`${file.layer} ${file.row}`, file.size]))
      expect(count).toBe(regular.length)
      expect(filesystem).toBe(sum([...distinct.values()]))
      expect(content).toBe(filesystem + wasted)
      expect(wasted).toBe(sum(files.waste.filter(isHidden).map((item) => item.bytes)))
      expect(wasted).toBe(sum(files.perLayer.map((layer) => layer.wasted)))
      expect(content).toBe(sum(files.perLayer.map((layer) => layer.content)))
      expect(files.waste.every((item) => item.bytes > 0)).toBe(true)
      for (const file of files) {
        const { path } = file
        expect(files.get(path)).toEqual(file)
        expect(files.list(path.slice(0, path.lastIndexOf("/")))).toContain(path.slice(path.lastIndexOf("/") + 1))
      }
    }),
    { numRuns: 1000 },
  )
})

it("leaves nothing but directories where a layer hides all, and all bytes wasted", () => {
  fc.assert(
    fc.property(wildLayers, (input) => {
      const all = [...input, [opaque(""), whiteout("a")]]
      const { totals, waste: items } = merge(...all)
      expect(totals).toEqual({ ...totals, filesystem: 0, files: 0, wasted: totals.content })
      expect(items.some((item) => item.cause === "duplicate")).toBe(false)
    }),
    { numRuns: 200 },
  )
})

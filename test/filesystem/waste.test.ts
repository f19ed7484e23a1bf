import { expect, it } from "vitest"
import { directory, file, hardlink, opaque, symlink, whiteout } from "../support/listing.ts"
import { merge, waste } from "./support.ts"

it("tells a copy that changes no content from an overwritten file", () => {
  const files = merge([file("a", 5), file("b", 5)], [file("a", 5, { uid: 1000 }), file("b", 5, { hash: 9 })])
  expect(waste(files)).toEqual(["metadata-only 5 /a 0>1", "overwritten 5 /b 0>1"])
})

it("calls it deleted where the layer removed the file before it wrote the same again", () => {
  expect(waste(merge([file("d/a", 5)], [directory("d"), opaque("d"), file("d/a", 5)]))).toEqual(["deleted 5 /d/a 0>1"])
})

it("does not call a file metadata-only that lay in a directory which the same content replaced", () => {
  expect(waste(merge([file("d/d", 5)], [file("d", 5)]))).toEqual(["overwritten 5 /d/d 0>1"])
})

it("calls a hard-linked file metadata-only whose names a layer copied together", () => {
  const pair = [file("a", 5), hardlink("b", "a")]
  expect(waste(merge(pair, pair))).toEqual(["metadata-only 5 /a 0>1"])
  expect(waste(merge(pair, [file("a", 5)], [file("b", 4)]))).toEqual(["overwritten 5 /a 0>2"])
})

it("keeps of equal files the one whose path sorts first and names it beside every other", () => {
  const files = merge([file("c", 5), file("b/x", 5)], [file("a", 5), file("d", 5, { hash: 9 }), file("e", 6)])
  expect(files.waste).toEqual([
    { cause: "duplicate", bytes: 5, path: "/b/x", fromLayer: 0, byLayer: null, sameAs: "/a" },
    { cause: "duplicate", bytes: 5, path: "/c", fromLayer: 0, byLayer: null, sameAs: "/a" },
  ])
  expect(files.totals).toMatchObject({ wasted: 0, filesystem: 26 })
  expect(files.perLayer.map((layer) => layer.wasted)).toEqual([0, 0])
})

it("sees no duplicate in further names of a file, in empty files, or in what is hidden", () => {
  expect(waste(merge([file("a", 5), hardlink("b", "a"), file("c", 0), file("d", 0)]))).toEqual([])
  expect(waste(merge([file("a", 5), file("b", 5)], [whiteout("a")]))).toEqual(["deleted 5 /a 0>1"])
})

it("names a duplicate by the first of its own names", () => {
  expect(waste(merge([file("a", 5), file("z", 5), hardlink("b", "z")]))).toEqual(["duplicate 5 /b 0 = /a"])
})

it("leaves out what wastes nothing", () => {
  expect(
    waste(merge([file("a", 0), symlink("b", "a"), directory("d")], [whiteout("a"), whiteout("b"), whiteout("d")])),
  ).toEqual([])
})

it("sorts by size, then path, then layer", () => {
  const files = merge(
    [file("b", 1), file("a", 1), file("c", 3)],
    [file("a", 2)],
    [whiteout("a"), whiteout("b"), whiteout("c")],
  )
  expect(waste(files)).toEqual(["deleted 3 /c 0>2", "deleted 2 /a 1>2", "overwritten 1 /a 0>1", "deleted 1 /b 0>2"])
  const twice = merge([file("a", 2)], [file("a", 2, { hash: 7 })], [whiteout("a")])
  expect(waste(twice)).toEqual(["overwritten 2 /a 0>1", "deleted 2 /a 1>2"])
  const lower = [file("a", 2), hardlink("b", "a")]
  const late = merge(lower, [file("a", 2, { hash: 7 })], [file("a", 1)], [whiteout("b")])
  expect(waste(late)).toEqual(["deleted 2 /a 0>3", "overwritten 2 /a 1>2"])
})

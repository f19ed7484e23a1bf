import { expect, it } from "vitest"
import { directory, file, opaque, symlink, whiteout } from "../support/listing.ts"
import { merge, paths, waste } from "./support.ts"

it("shows what no layer above replaces or removes", () => {
  const files = merge([directory("etc"), file("etc/passwd", 5)], [file("etc/group", 3)])
  expect(paths(files)).toEqual(["/etc/", "/etc/group", "/etc/passwd"])
  expect(files.get("/etc/passwd")).toMatchObject({ layer: 0, row: 1, size: 5 })
  expect(files.get("/etc/group")).toMatchObject({ layer: 1, row: 0 })
  expect(files.totals).toEqual({ content: 8, filesystem: 8, wasted: 0, files: 2 })
})

it("takes nothing from a layer that could not be read, and keeps the indexes of the others", () => {
  const files = merge(null, [file("a", 2)], null, [file("a", 3)])
  expect(files.get("/a")).toMatchObject({ layer: 3, size: 3 })
  expect(waste(files)).toEqual(["overwritten 2 /a 1>3"])
  expect(files.perLayer).toEqual([
    { wasted: 0, content: 0, files: 0 },
    { wasted: 2, content: 2, files: 1 },
    { wasted: 0, content: 0, files: 0 },
    { wasted: 0, content: 3, files: 1 },
  ])
})

it("removes with a whiteout the path and all beneath it", () => {
  const files = merge([file("a/b/c", 5), file("a/d", 3), file("ab", 1)], [whiteout("a")])
  expect(paths(files)).toEqual(["/ab"])
  expect(waste(files)).toEqual(["deleted 5 /a/b/c 0>1", "deleted 3 /a/d 0>1"])
})

it("empties a directory with an opaque marker and keeps the directory", () => {
  const files = merge([directory("a"), file("a/b", 5), file("c", 1)], [opaque("a")])
  expect(paths(files)).toEqual(["/a/", "/c"])
  expect(waste(files)).toEqual(["deleted 5 /a/b 0>1"])
})

it("lets an opaque root hide all that lies below", () => {
  expect(paths(merge([file("a/b", 5), file("c", 1)], [file("d"), opaque("")]))).toEqual(["/d"])
})

const CREATED_AGAIN = [whiteout("a"), file("a/new", 2), file("a/old", 4)]
it.each([
  ["first", CREATED_AGAIN],
  ["last", [...CREATED_AGAIN.slice(1), whiteout("a")]],
])("lets a whiteout act on lower layers only, with the whiteout %s", (_place, rows) => {
  const files = merge([file("a/old", 5)], rows)
  expect(paths(files)).toEqual(["/a/", "/a/new", "/a/old"])
  expect(waste(files)).toEqual(["deleted 5 /a/old 0>1"])
})

it("lets an opaque marker act on lower layers only, wherever it stands", () => {
  expect(paths(merge([file("a/old", 5)], [file("a/new", 2), opaque("a")]))).toEqual(["/a/", "/a/new"])
})

it("looks all whiteouts of a layer up before it carries one out", () => {
  const lower = [symlink("lib", "usr/lib"), file("usr/lib/x", 5)]
  const upper = [whiteout("lib"), whiteout("lib/x")]
  expect(paths(merge(lower, upper))).toEqual(["/usr/", "/usr/lib/"])
  expect(paths(merge(lower, upper.toReversed()))).toEqual(["/usr/", "/usr/lib/"])
})

it("ignores whiteouts of what is not there, or of the root", () => {
  const files = merge([file("a")], [whiteout("b"), whiteout("a/x"), opaque("a"), opaque("c/d"), whiteout("")])
  expect(paths(files)).toEqual(["/a"])
  expect(files.totals.wasted).toBe(0)
})

it.each([
  ["file over directory", [file("a/b", 5)], file("a", 2), ["/a"]],
  ["symlink over directory", [file("a/b", 5)], symlink("a", "x"), ["/a@"]],
  ["directory over file", [file("a", 5)], directory("a"), ["/a/"]],
  ["directory over symlink", [symlink("a", "b"), file("b/c", 5)], directory("a"), ["/a/", "/b/", "/b/c"]],
  ["symlink over file", [file("a", 5)], symlink("a", "x"), ["/a@"]],
  ["a path beneath a file", [file("a", 5)], file("a/b", 2), ["/a/", "/a/b"]],
])("replaces what was there: %s", (name, lower, upper, visible) => {
  const files = merge(lower, [upper])
  expect(paths(files)).toEqual(visible)
  expect(files.totals.wasted).toBe(name === "directory over symlink" ? 0 : 5)
  expect(files.waste.every((item) => item.cause === "overwritten")).toBe(true)
})

it("merges a directory over a directory, with the attributes from above", () => {
  const files = merge([directory("a", { mode: 0o755 }), file("a/b")], [directory("a", { mode: 0o700, uid: 7, gid: 8 })])
  expect(files.get("/a")).toMatchObject({ mode: 0o700, uid: 7, gid: 8, layer: 1, row: 0, links: 1 })
  expect(files.get("/a/b")).toBeDefined()
})

it("implies parents that no layer lists, as directories of root", () => {
  expect(merge([file("a/b")]).get("/a")).toEqual({
    path: "/a",
    type: 1,
    size: 0,
    mode: 0o755,
    uid: 0,
    gid: 0,
    target: "",
    layer: -1,
    row: -1,
    links: 1,
  })
})

it("lets the last of a path win within a layer, and counts the first as wasted there", () => {
  const files = merge([file("a", 5), directory("d"), file("a", 3), file("d", 7), file("d/x", 2)])
  expect(paths(files)).toEqual(["/a", "/d/", "/d/x"])
  expect(waste(files)).toEqual(["overwritten 7 /d 0>0", "overwritten 5 /a 0>0"])
})

it("forgets the directory it wrote to last when that is replaced", () => {
  const files = merge([file("d/x", 5), symlink("d", "e"), file("d/y", 2)])
  expect(paths(files)).toEqual(["/d@", "/e/", "/e/y"])
})

it("gives the root the attributes of its own entry, and lets nothing take its place", () => {
  const files = merge([directory("", { mode: 0o711 }), file("a")], [file("", 9), symlink("", "/etc")])
  expect(files.get("/")).toMatchObject({ path: "/", type: 1, mode: 0o711, layer: 0, row: 0 })
  expect(paths(files)).toEqual(["/a"])
  expect(waste(files)).toEqual(["overwritten 9 / 1>1"])
})

it("takes names as they are, __proto__ too", () => {
  const files = merge([file("__proto__/constructor", 2), file("b\udc80", 1), file("b\udc81", 4)])
  expect(paths(files)).toEqual(["/__proto__/", "/__proto__/constructor", "/b\udc80", "/b\udc81"])
  expect(files.get("/toString")).toBeUndefined()
})

it("bears trees that are thousands deep", () => {
  const deep = "d/".repeat(5000)
  const files = merge([file(`${deep}f`, 5)])
  expect([...files]).toHaveLength(5001)
  expect(merge([file(`${deep}f`, 5)], [whiteout("d")]).totals.wasted).toBe(5)
})

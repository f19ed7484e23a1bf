import { expect, it } from "vitest"
import { EntryType } from "../../src/model/index.ts"
import { device, directory, file, hardlink, opaque, symlink, whiteout } from "../support/listing.ts"
import { merge, paths, waste } from "./support.ts"

const USR_MERGE = [directory("usr/lib"), symlink("lib", "usr/lib"), file("usr/lib/libc.so", 9)]

it("counts the bytes of a hard-linked file once and its names each", () => {
  const files = merge([file("a", 5), hardlink("b", "a")])
  expect(files.totals).toEqual({ content: 5, filesystem: 5, wasted: 0, files: 2 })
  expect(files.get("/b")).toEqual({ ...files.get("/a"), path: "/b" })
  expect(files.get("/b")).toMatchObject({ type: EntryType.file, size: 5, layer: 0, row: 0, links: 2 })
})

it("frees a hard-linked file's bytes with its last name only", () => {
  const lower = [file("a", 5), hardlink("b", "a")]
  expect(merge(lower, [whiteout("a")]).totals).toEqual({ content: 5, filesystem: 5, wasted: 0, files: 1 })
  expect(merge(lower, [whiteout("a")]).get("/b")).toMatchObject({ size: 5, links: 1 })
  expect(waste(merge(lower, [whiteout("a")], [file("b", 2)]))).toEqual(["overwritten 5 /a 0>2"])
  expect(waste(merge(lower, [whiteout("a"), whiteout("b")]))).toEqual(["deleted 5 /a 0>1"])
})

it("lets a hard link name a file of a lower layer", () => {
  const files = merge([file("a", 5)], [hardlink("b", "a")], [whiteout("a")])
  expect(files.get("/b")).toMatchObject({ layer: 0, row: 0, size: 5 })
  expect(files.totals.wasted).toBe(0)
})

it("keeps what a hard link named when its target is replaced later in the layer", () => {
  const files = merge([file("a", 5), hardlink("b", "a"), file("a", 3)])
  expect(files.get("/b")).toMatchObject({ size: 5, row: 0, links: 1 })
  expect(files.totals).toMatchObject({ filesystem: 8, wasted: 0 })
})

it("settles hard links that come before their target, in chains too", () => {
  const files = merge([hardlink("c", "b"), hardlink("d", "c"), hardlink("b", "a"), file("a", 5)])
  expect(files.get("/d")).toMatchObject({ row: 3, size: 5, links: 4 })
  expect(files.totals).toEqual({ content: 5, filesystem: 5, wasted: 0, files: 4 })
  expect(files.missingLinkTargets).toEqual([])
})

it("does not settle a hard link that something replaced meanwhile", () => {
  const files = merge([hardlink("b", "a"), hardlink("d/c", "a"), file("b", 2), file("d", 3), file("a", 5)])
  expect(paths(files)).toEqual(["/a", "/b", "/d"])
  expect(files.get("/a")).toMatchObject({ links: 1 })
  expect(files.missingLinkTargets).toEqual([])
})

it("drops and reports hard links to nothing, to a directory, and in circles", () => {
  const files = merge(null, [
    hardlink("x/a", "nowhere"),
    hardlink("b", "c"),
    hardlink("c", "b"),
    hardlink("d", "d"),
    directory("e"),
    hardlink("f", "e"),
    hardlink("g", ""),
  ])
  expect(paths(files)).toEqual(["/e/", "/x/"])
  expect(files.missingLinkTargets).toEqual([
    { path: "/x/a", target: "/nowhere", layer: 1 },
    { path: "/b", target: "/c", layer: 1 },
    { path: "/c", target: "/b", layer: 1 },
    { path: "/d", target: "/d", layer: 1 },
    { path: "/f", target: "/e", layer: 1 },
    { path: "/g", target: "/", layer: 1 },
  ])
})

it("finds no target in what a whiteout of the layer removes", () => {
  const files = merge([file("a", 5)], [hardlink("b", "a"), whiteout("a")])
  expect(files.missingLinkTargets).toHaveLength(1)
  expect(waste(files)).toEqual(["deleted 5 /a 0>1"])
})

it("loses nothing where a hard link takes the place of its own target", () => {
  const self = merge([file("a", 5)], [hardlink("a", "a")])
  expect(self.totals).toMatchObject({ filesystem: 5, wasted: 0, files: 1 })
  const above = merge([file("d/x", 5)], [hardlink("d", "d/x")])
  expect(paths(above)).toEqual(["/d"])
  expect(above.totals).toMatchObject({ filesystem: 5, wasted: 0 })
})

it("shares symlinks and devices between hard links as well", () => {
  const files = merge([symlink("a", "x"), hardlink("b", "a"), device("c"), hardlink("d", "c"), file("x", 5)])
  expect(paths(files)).toEqual(["/a@", "/b@", "/c%", "/d%", "/x"])
  expect(files.get("/b")).toMatchObject({ target: "x", links: 2 })
  expect(files.get("/x")).toMatchObject({ links: 1 })
})

it("writes and whites out through symlinked parents", () => {
  const files = merge(USR_MERGE, [file("lib/x.so", 4), whiteout("lib/libc.so")])
  expect(paths(files)).toEqual(["/lib@", "/usr/", "/usr/lib/", "/usr/lib/x.so"])
  expect(files.get("/lib/x.so")).toMatchObject({ path: "/usr/lib/x.so", size: 4 })
  expect(waste(files)).toEqual(["deleted 9 /usr/lib/libc.so 0>1"])
})

it("finds the target of a hard link through a symlink", () => {
  expect(merge([...USR_MERGE, hardlink("c", "lib/libc.so")]).get("/c")).toMatchObject({ size: 9, links: 2 })
})

it("empties through a symlink unless the layer puts a directory in its place", () => {
  expect(paths(merge(USR_MERGE, [opaque("lib")]))).toEqual(["/lib@", "/usr/", "/usr/lib/"])
  const replaced = merge(USR_MERGE, [directory("lib"), opaque("lib"), whiteout("lib/libc.so"), file("lib/y", 1)])
  expect(paths(replaced)).toEqual(["/lib/", "/lib/y", "/usr/", "/usr/lib/", "/usr/lib/libc.so"])
})

it("never leaves the root, and makes what a symlink leads to", () => {
  const files = merge([
    symlink("a/out", "../../../../etc"),
    file("a/out/x", 1),
    symlink("abs", "/opt/./"),
    file("abs/y", 1),
  ])
  expect(paths(files)).toEqual(["/a/", "/a/out@", "/abs@", "/etc/", "/etc/x", "/opt/", "/opt/y"])
})

it("puts a directory in place of a symlink that leads in circles, or to a file", () => {
  const loop = merge([symlink("a", "b"), symlink("b", "a"), file("a/x", 5)])
  expect(loop.totals).toMatchObject({ filesystem: 5, files: 1 })
  expect(loop.resolve("/a/x")).toMatchObject({ size: 5 })
  const toFile = merge([symlink("l", "f"), file("f", 3), file("l/x", 5)])
  expect(paths(toFile)).toEqual(["/f/", "/f/x", "/l@"])
  expect(waste(toFile)).toEqual(["overwritten 3 /f 0>0"])
})

it.each([
  [128, true],
  [129, false],
])("follows %i names from symlinks on one walk: %s", (names, follows) => {
  const files = merge([symlink("l", "./".repeat(names - 1) + "a"), file("a/x", 5)])
  expect(files.resolve("/l/x")?.size === 5).toBe(follows)
  expect(paths(merge([symlink("l", "./".repeat(names - 1) + "a"), file("l/x", 5)])).includes("/a/x")).toBe(follows)
})

it.each([
  [40, true],
  [41, false],
])("follows a chain of %i symlinks: %s", (length, follows) => {
  const chain = Array.from({ length }, (_, at) => symlink(`l${at}`, `l${at + 1}`))
  const files = merge([...chain, file(`l${length}/x`, 5)])
  expect(files.resolve("/l0/x")?.size === 5).toBe(follows)
  expect(files.resolve("/l0")?.path === `/l${length}`).toBe(follows)
})

it("forgets a path that led through the link which it replaced", () => {
  const files = merge([symlink("l", "."), directory("l/l"), file("l/l/a", 3)])
  expect(paths(files)).toEqual(["/l/", "/l/l/", "/l/l/a"])
})

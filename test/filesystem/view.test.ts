import { expect, it } from "vitest"
import { directory, file, symlink } from "../support/listing.ts"
import { merge, paths } from "./support.ts"

const FILES = merge([
  directory("usr/lib"),
  symlink("lib", "usr/lib"),
  file("usr/lib/os-release", 5),
  symlink("etc/os-release", "../usr/lib/os-release"),
  symlink("etc/absolute", "/usr/lib/os-release"),
  symlink("etc/out", "../../../../usr/lib/os-release"),
  symlink("etc/dangling", "nowhere"),
  symlink("loop", "loop"),
  file("sub"),
  file("sub-"),
])

it("gets an entry, following symlinks on the way but not at the end", () => {
  expect(FILES.get("/lib")).toMatchObject({ path: "/lib", target: "usr/lib" })
  expect(FILES.get("/lib/os-release")).toMatchObject({ path: "/usr/lib/os-release", size: 5 })
  expect(FILES.get("/")).toMatchObject({ path: "/", layer: -1 })
  expect(FILES.get("/etc/absent")).toBeUndefined()
  expect(FILES.get("/sub/x")).toBeUndefined()
})

it.each(["/etc/os-release", "/etc/absolute", "/etc/out", "/lib/os-release"])("resolves %s inside the image", (path) => {
  expect(FILES.resolve(path)).toMatchObject({ path: "/usr/lib/os-release" })
})

it.each(["/etc/dangling", "/loop", "/loop/x", "/absent"])("resolves %s to nothing", (path) => {
  expect(FILES.resolve(path)).toBeUndefined()
})

it.each(["//usr//lib/os-release", "/usr/./lib/os-release", "/etc/../usr/lib/os-release", "/../lib/os-release"])(
  "gets %s, however it is written",
  (path) => {
    expect(FILES.get(path)).toMatchObject({ path: "/usr/lib/os-release" })
  },
)

it("follows a symlink that a slash ends, and finds nothing behind a file", () => {
  expect(FILES.get("/lib/")).toMatchObject({ path: "/usr/lib" })
  expect(FILES.get("/usr/lib/")).toMatchObject({ path: "/usr/lib" })
  expect(FILES.get("/sub/")).toBeUndefined()
  expect(FILES.get("/sub/..")).toBeUndefined()
})

it("lists the names of a directory, sorted, through symlinks too", () => {
  expect(FILES.list("/etc")).toEqual(["absolute", "dangling", "os-release", "out"])
  expect(FILES.list("/lib")).toEqual(["os-release"])
  expect(FILES.list("/sub")).toBeUndefined()
  expect(FILES.list("/absent")).toBeUndefined()
})

it("iterates a directory before what is in it, names by code units whatever the order of entries", () => {
  const files = merge([file("b"), file("a-"), file("a/z"), file("B"), file("a/é"), file("a/b/c")])
  expect(paths(files)).toEqual(["/B", "/a/", "/a/b/", "/a/b/c", "/a/z", "/a/é", "/a-", "/b"])
})

it("can be left early and iterated again", () => {
  for (const first of FILES) {
    expect(first.path).toBe("/etc")
    break
  }
  expect([...FILES]).toHaveLength(12)
  expect([...FILES]).toEqual([...FILES])
})

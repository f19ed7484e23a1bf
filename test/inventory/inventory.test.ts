import { expect, test } from "vitest"
import type { PackageRecord } from "../../src/model/index.ts"
import { directory, file, hardlink, symlink, whiteout } from "../support/listing.ts"
import { inventoryOf, lines, naming } from "./support.ts"

const STATUS = file("var/lib/dpkg/status", 0)
const deb = (name: string, version = "1", more: Partial<PackageRecord> = {}): PackageRecord => ({
  type: "deb",
  name,
  version,
  ...more,
})
const listOf = (name: string, ...files: readonly string[]) =>
  naming(file(`var/lib/dpkg/info/${name}.list`, 0), deb(name.split(":")[0]!, "", { files, ...architectureOf(name) }))
const architectureOf = (name: string) => (name.includes(":") ? { architecture: name.split(":")[1]! } : {})
const npm = (name: string, folder: string, more: Partial<PackageRecord> = {}) =>
  naming(file(`${folder}/package.json`, 1), {
    type: "npm",
    name,
    version: "1",
    folders: [`/${folder}`],
    ...more,
  })
const unread = (path: string, message: string) => ({ ...file(path), facts: [{ kind: "unread", message } as const] })
const ownerOf = ({ inventory }: ReturnType<typeof inventoryOf>, path: string): string | undefined =>
  inventory.ownerOf(path)?.name

test("a package's bytes are those of the files that its list names", () => {
  const image = inventoryOf([
    naming(STATUS, deb("libc6"), deb("bash", "5", { source: "bash-src", requires: ["libc6"] })),
    listOf("libc6", "/usr/lib/libc.so", "/usr/share/gone"),
    listOf("bash", "/usr/bin/bash", "/usr/bin/sh"),
    file("usr/lib/libc.so", 10),
    file("usr/bin/bash", 5),
    symlink("usr/bin/sh", "bash"),
    file("usr/bin/own", 3),
  ])
  expect(lines(image.inventory)).toEqual([
    "deb bash 5: 5 B in 1 files, layer 0",
    "deb libc6 1: 10 B in 1 files, layer 0",
  ])
  expect(image.inventory.unowned).toEqual({ bytes: 3, files: 4 })
  expect(image.inventory.packages[0]).toMatchObject({
    path: "/var/lib/dpkg/status",
    source: "bash-src",
    requires: ["libc6"],
    architecture: "",
    isApplication: false,
  })
  expect(image.inventory.packages[1]?.source).toBe("libc6")
  expect(ownerOf(image, "/usr/bin/bash")).toBe("bash")
  expect(ownerOf(image, "/usr/bin/sh")).toBe("bash")
  expect(ownerOf(image, "/usr/bin/own")).toBeUndefined()
  expect(ownerOf(image, "/usr/share/gone")).toBeUndefined()
})

test("a list that names a folder's old place leads to its new one", () => {
  const image = inventoryOf([
    naming(STATUS, deb("libc6")),
    listOf("libc6", "/lib/libc.so", "/var/empty"),
    symlink("lib", "usr/lib"),
    file("usr/lib/libc.so", 10),
    directory("var/empty"),
  ])
  expect(lines(image.inventory)).toEqual(["deb libc6 1: 10 B in 1 files, layer 0"])
  expect(ownerOf(image, "/lib/libc.so")).toBe("libc6")
  expect(ownerOf(image, "/var/empty")).toBe("libc6")
  expect(ownerOf(image, "/var")).toBeUndefined()
})

test("only the last version of a data base counts, and the layer is the one that holds most", () => {
  const image = inventoryOf(
    [
      naming(STATUS, deb("a", "1"), deb("gone")),
      listOf("a", "/a", "/b"),
      listOf("gone", "/c"),
      file("a", 10),
      file("b", 4),
      file("c", 7),
    ],
    [naming(STATUS, deb("a", "2"), deb("meta")), file("a", 12), whiteout("c"), whiteout("var/lib/dpkg/info/gone.list")],
    [naming(STATUS, deb("a", "2"), deb("meta")), listOf("meta")],
  )
  expect(lines(image.inventory)).toEqual(["deb a 2: 16 B in 2 files, layer 1", "deb meta 1: 0 B in 0 files, layer 2"])
})

test("the bytes of a layer are whose their path is, hidden ones too", () => {
  const { inventory, files } = inventoryOf(
    [file("a", 10), file("c", 7), file("srv/x/old.js", 2), symlink("lib", "usr/lib"), file("usr/lib/l", 1)],
    [
      naming(STATUS, deb("a")),
      listOf("a", "/a", "/lib/l"),
      file("a", 12),
      whiteout("c"),
      whiteout("usr/lib/l"),
      npm("x", "srv/x"),
      whiteout("srv/x/old.js"),
    ],
  )
  const told = inventory.perLayer.map(({ bytes, unowned }) => [
    ...[...bytes].map(([{ name }, sum]) => `${name} ${sum}`).toSorted(),
    unowned,
  ])
  expect(told).toEqual([
    ["a 11", "x 2", 7],
    ["a 12", "x 1", 0],
  ])
  expect(files.perLayer.map(({ content }) => content)).toEqual([20, 13])
})

test("a package that is there in two architectures has two lists", () => {
  const both = ["amd64", "i386"].map((architecture) => deb("libc6", "1", { architecture }))
  const { inventory } = inventoryOf([
    naming(STATUS, ...both),
    listOf("libc6:amd64", "/lib/64"),
    listOf("libc6:i386", "/lib/32"),
    file("lib/64", 64),
    file("lib/32", 32),
  ])
  expect(inventory.packages.map(({ architecture, bytes }) => [architecture, bytes])).toEqual([
    ["amd64", 64],
    ["i386", 32],
  ])
})

test("what a removed package left in its list is nobody's; lists without any data base are all that is known", () => {
  const list = listOf("removed", "/etc/removed.conf")
  const conf = file("etc/removed.conf", 2)
  expect(lines(inventoryOf([naming(STATUS, deb("other")), list, conf]).inventory)).toEqual([
    "deb other 1: 0 B in 0 files, layer 0",
  ])
  expect(lines(inventoryOf([list, conf]).inventory)).toEqual(["deb removed : 2 B in 1 files, layer 0"])
})

test("a file with several names is one owner's, once, with all of them", () => {
  const image = inventoryOf([
    naming(STATUS, deb("a"), deb("b")),
    listOf("b", "/x"),
    listOf("a", "/y"),
    file("x", 5),
    hardlink("y", "x"),
    hardlink("z", "x"),
  ])
  expect(lines(image.inventory)).toEqual(["deb a 1: 5 B in 3 files, layer 0", "deb b 1: 0 B in 0 files, layer 0"])
  expect(ownerOf(image, "/z")).toBe("a")
})

test("the innermost folder wins, and a list of files before any folder", () => {
  const image = inventoryOf([
    npm("app", "app", { isApplication: true }),
    npm("outer", "app/node_modules/outer"),
    npm("inner", "app/node_modules/outer/node_modules/inner"),
    file("app/node_modules/outer/node_modules/inner/lib/deep/x.js", 20),
    file("app/node_modules/outer/index.js", 30),
    file("app/node_modules/outer/vendored.py", 50),
    file("app/main.js", 40),
    file("app2/main.js", 60),
    naming(file("venv/x.dist-info/RECORD", 0), {
      type: "pypi",
      name: "py",
      version: "1",
      files: ["/app/node_modules/outer/vendored.py"],
    }),
  ])
  expect(lines(image.inventory)).toEqual([
    "npm app 1: 41 B in 2 files, layer 0",
    "npm inner 1: 21 B in 2 files, layer 0",
    "npm outer 1: 31 B in 2 files, layer 0",
    "pypi py 1: 50 B in 1 files, layer 0",
  ])
  expect(image.inventory.unowned.bytes).toBe(60)
  expect(ownerOf(image, "/app/node_modules/outer/node_modules")).toBe("outer")
  expect(image.inventory.packages[0]?.isApplication).toBe(true)
})

test("the same package in two folders is two packages, and one named twice in one file is one", () => {
  const { inventory } = inventoryOf([npm("x", "a/node_modules/x"), npm("x", "b/node_modules/x")])
  expect(inventory.packages.map(({ path }) => path)).toEqual([
    "/a/node_modules/x/package.json",
    "/b/node_modules/x/package.json",
  ])
  const twice: PackageRecord = { type: "golang", name: "m", version: "v1", files: ["/bin/m"] }
  expect(lines(inventoryOf([naming(file("bin/m", 5), twice, twice)]).inventory)).toEqual([
    "golang m v1: 5 B in 1 files, layer 0",
  ])
})

test("what a package of the system brought is its own, with what was made of it later", () => {
  const folder = "usr/lib/python3/dist-packages/six"
  const image = inventoryOf([
    naming(STATUS, deb("python3-six")),
    listOf("python3-six", `/${folder}/METADATA`, `/${folder}/six.py`),
    naming(file(`${folder}/METADATA`, 1), { type: "pypi", name: "six", version: "1.16", folders: [`/${folder}`] }),
    file(`${folder}/six.py`, 10),
    file(`${folder}/__pycache__/six.pyc`, 20),
  ])
  expect(lines(image.inventory)).toEqual([
    "deb python3-six 1: 31 B in 3 files, layer 0",
    "pypi six 1.16: 0 B in 0 files, layer 0",
  ])
})

test("a folder may be a link, may be gone, and is never the root", () => {
  const image = inventoryOf([
    symlink("app/node_modules/x", "../../packages/x"),
    naming(file("packages/x/package.json", 1), {
      type: "npm",
      name: "x",
      version: "1",
      folders: ["/app/node_modules/x"],
    }),
    file("packages/x/index.js", 10),
    naming(file("manifest", 1), { type: "npm", name: "all", version: "1", folders: ["/", "/nowhere", "/manifest"] }),
  ])
  expect(lines(image.inventory)).toEqual(["npm all 1: 0 B in 0 files, layer 0", "npm x 1: 11 B in 2 files, layer 0"])
})

test("an image without packages has none, and all its bytes are nobody's", () => {
  const { inventory } = inventoryOf([file("a", 5), file("b", 6)], null, [file("a", 7)])
  expect(inventory.packages).toEqual([])
  expect(inventory.unowned).toEqual({ bytes: 13, files: 2 })
  expect(inventory.perLayer.map(({ unowned }) => unowned)).toEqual([11, 0, 7])
  expect(inventory.ownerOf("/a")).toBeUndefined()
})

test("what was not understood is said once for all files, where a container sees one", () => {
  const { inventory } = inventoryOf(
    [unread("var/lib/rpm/Packages", "the rpm data base is damaged"), unread("a", "x is odd"), unread("b", "x is odd")],
    [whiteout("var/lib/rpm/Packages"), unread("c", "x is odd")],
  )
  expect(inventory.problems).toEqual([
    {
      code: "unread-content",
      layer: 0,
      path: "a",
      message: "layer 0: x is odd, at /a and 2 more; what it would say is not listed, and no rule knows of it",
    },
  ])
})

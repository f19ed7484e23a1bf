import { expect, test } from "vitest"
import type { PackageRecord } from "../../../src/model/index.ts"
import { makeElf } from "../../support/elf.ts"
import { PIECES } from "../../support/pieces.ts"
import { probe } from "./probe.ts"

const MODULES = [
  "path\texample.com/shop/cmd/shop",
  "mod\texample.com/shop\tv1.4.0\th1:AAAA=",
  "dep\tgithub.com/lib/pq\tv1.10.9\th1:BBBB=",
  "dep\tgolang.org/x/text\tv0.3.7",
  "=>\texample.com/fork/text\tv0.3.8\th1:CCCC=",
  "dep\texample.com/local\tv0.1.0",
  "=>\t./local\t(devel)",
  "build\t-compiler=gc",
  "",
].join("\n")

const recordsOf = (bytes: Buffer, piece?: number): readonly PackageRecord[] =>
  probe(bytes, piece === undefined ? {} : { piece }).flatMap((fact) => (fact.kind === "packages" ? fact.packages : []))

test.each(PIECES)("a Go program names its modules and the standard library, read in pieces of %d bytes", (piece) => {
  const facts = probe(makeElf({ go: { version: "go1.22.3", modules: MODULES } }), { piece })
  expect(facts.map(({ kind }) => kind)).toEqual(["elf", "packages"])
  expect(recordsOf(makeElf({ go: { version: "go1.22.3", modules: MODULES } }), piece)).toEqual([
    { type: "golang", name: "stdlib", version: "1.22.3" },
    { type: "golang", name: "example.com/shop", version: "v1.4.0", isApplication: true },
    { type: "golang", name: "github.com/lib/pq", version: "v1.10.9" },
    { type: "golang", name: "example.com/fork/text", version: "v0.3.8" },
    { type: "golang", name: "example.com/local", version: "" },
  ])
})

test.each([
  ["go1.22.3 X:boringcrypto", "1.22.3"],
  ["go1.25-20250209-RC00", "1.25-20250209-RC00"],
])("the toolchain %s brings the standard library %s", (version, expected) => {
  expect(recordsOf(makeElf({ go: { version, modules: "" } }))).toEqual([
    { type: "golang", name: "stdlib", version: expected },
  ])
})

test("a development toolchain has no version, and a module that was built where it lies has none", () => {
  const go = { version: "devel go1.23-2f6426834c", modules: "mod\texample.com/shop\t(devel)\t\n" }
  expect(recordsOf(makeElf({ go }))).toEqual([
    { type: "golang", name: "example.com/shop", version: "", isApplication: true },
  ])
})

test("a big-endian machine's program is read as any other", () => {
  const go = { version: "go1.22.3", modules: MODULES }
  expect(recordsOf(makeElf({ machine: "s390x", go }))).toEqual(recordsOf(makeElf({ go })))
})

test("the magic at an odd address, and texts that end too late, are nothing", () => {
  const bytes = makeElf({ go: { version: "go1.22.3", modules: MODULES } })
  const at = bytes.indexOf("\xff Go buildinf:", 0, "latin1")
  const shifted = Buffer.from(bytes)
  bytes.copy(shifted, at + 8, at, at + 600)
  expect(recordsOf(shifted)).toEqual([])
  const long = Buffer.from(bytes)
  long.set([0xff, 0xff, 0x7f], at + 32)
  expect(recordsOf(long)).toEqual([])
  // Before Go 1.18 pointers stood there.
  const old = Buffer.from(bytes)
  old[at + 15] = 0
  expect(recordsOf(old)).toEqual([])
})

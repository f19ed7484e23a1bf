import { assert, integer, property, tuple, array } from "fast-check"
import { expect, test } from "vitest"
import { makeElf } from "../../support/elf.ts"
import { machO, pe } from "../../support/programs.ts"
import { probe } from "./probe.ts"

const ELF = {
  needed: ["libc.so.6"],
  interpreter: "/lib/ld.so.1",
  soname: "a",
  runpath: "b",
  debug: 300,
  symbols: 100,
} as const
const GO = { version: "go1.22.3", modules: "mod\ta\tv1.0.0\ndep\tb\tv2.0.0\n" }
const FILES = [
  makeElf({ ...ELF, go: GO }),
  makeElf({ ...ELF, go: GO, machine: "mips", order: "llvm" }),
  makeElf({ ...ELF, order: "patchelf" }),
  machO("amd64,arm64"),
  pe("amd64"),
  Buffer.from("#!/bin/sh -e\r\necho\n"),
]
const LONGEST = 10_000

test("every beginning of a program is read without a throw", () => {
  for (const file of FILES)
    for (let length = 0; length < file.length; length++) {
      const facts = probe(file.subarray(0, length), { piece: 512 })
      expect(JSON.stringify(facts).length).toBeLessThan(LONGEST)
    }
})

test("a program with changed bytes is read without a throw, and says no more than it is long", () => {
  const change = tuple(integer({ min: 0, max: 5000 }), integer({ min: 0, max: 255 }))
  assert(
    property(
      integer({ min: 0, max: FILES.length - 1 }),
      array(change, { minLength: 1, maxLength: 8 }),
      (index, changes) => {
        const bytes = Buffer.from(FILES[index]!)
        for (const [at, value] of changes) bytes[at % bytes.length] = value
        const facts = probe(bytes, { piece: 700 })
        expect(JSON.stringify(facts).length).toBeLessThan(LONGEST)
        for (const fact of facts) if (fact.kind === "elf") expect(fact.debugBytes).toBeLessThanOrEqual(bytes.length)
      },
    ),
    { numRuns: 2000 },
  )
})

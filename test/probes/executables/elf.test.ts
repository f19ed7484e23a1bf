import { describe, expect, test } from "vitest"
import { BASE, makeElf } from "../../support/elf.ts"
import { PIECES } from "../../support/pieces.ts"
import { probe, probeElf } from "./probe.ts"

const PROGRAM = {
  interpreter: "/lib64/ld-linux-x86-64.so.2",
  needed: ["libm.so.6", "libc.so.6"],
  runpath: "$ORIGIN/../lib",
  debug: 20_000,
  symbols: 6000,
} as const

test("a program says what it needs to run, and what strip would save", () => {
  expect(probe(makeElf(PROGRAM))).toEqual([
    {
      kind: "elf",
      bits: 64,
      isLittleEndian: true,
      machine: "amd64",
      type: "executable",
      interpreter: "/lib64/ld-linux-x86-64.so.2",
      needed: ["libm.so.6", "libc.so.6"],
      soname: "",
      rpath: "",
      runpath: "$ORIGIN/../lib",
      isStripped: false,
      debugBytes: 26_000,
    },
  ])
})

test("a library has a name and no interpreter", () => {
  expect(
    probeElf(makeElf({ type: "shared", soname: "libz.so.1", needed: ["libc.so.6"], rpath: "/opt/lib" })),
  ).toMatchObject({
    type: "shared",
    interpreter: null,
    needed: ["libc.so.6"],
    soname: "libz.so.1",
    rpath: "/opt/lib",
    runpath: "",
  })
})

test("names may begin where a segment does", () => {
  const bytes = makeElf(PROGRAM)
  const programs = Array.from({ length: bytes.readUInt16LE(56) }, (_, index) => bytes.subarray(64 + index * 56))
  const [load, dynamic] = [1, 2].map((type) => programs.find((program) => program.readUInt32LE() === type)!)
  const table = bytes.subarray(Number(dynamic!.readBigUInt64LE(8)))
  let entry = 0
  while (table.readBigUInt64LE(entry) !== 5n) entry += 16
  const names = table.readBigUInt64LE(entry + 8)
  load!.writeBigUInt64LE(names - BigInt(BASE), 8)
  load!.writeBigUInt64LE(names, 16)
  expect(probeElf(bytes)).toMatchObject({ needed: PROGRAM.needed })
})

test("a static program needs nothing", () => {
  expect(probeElf(makeElf())).toMatchObject({ interpreter: null, needed: [], isStripped: true, debugBytes: 0 })
})

test.each([
  ["amd64", 64, true],
  ["arm64", 64, true],
  ["arm", 32, true],
  ["386", 32, true],
  ["riscv64", 64, true],
  ["ppc64le", 64, true],
  ["ppc64", 64, false],
  ["s390x", 64, false],
  ["mips", 32, false],
  ["mipsle", 32, true],
  ["mips64", 64, false],
  ["mips64le", 64, true],
  ["loong64", 64, true],
] as const)("%s has %i bits, and is read in its byte order", (machine, bits, isLittleEndian) => {
  expect(probeElf(makeElf({ ...PROGRAM, machine }))).toMatchObject({
    machine,
    bits,
    isLittleEndian,
    interpreter: PROGRAM.interpreter,
    needed: PROGRAM.needed,
    debugBytes: 26_000,
  })
})

test("a machine without a name goes by its number", () => {
  const bytes = makeElf()
  bytes.writeUInt16LE(247, 18)
  expect(probeElf(bytes).machine).toBe("machine 247")
})

test.each(["object", "core"] as const)("%s files are told from programs", (type) => {
  expect(probeElf(makeElf({ type, debug: 100 }))).toMatchObject({ type, needed: [], debugBytes: 100 })
})

describe.each(PIECES)("in pieces of %d bytes", (piece) => {
  const large = { ...PROGRAM, symbols: 300_000 }
  test.each(["gnu", "llvm", "patchelf"] as const)("%s's order of parts is read", (order) => {
    expect(probeElf(makeElf({ ...large, order }), { piece })).toMatchObject({
      interpreter: PROGRAM.interpreter,
      needed: PROGRAM.needed,
      runpath: PROGRAM.runpath,
      isStripped: false,
      debugBytes: 320_000,
    })
  })
})

test("small texts that are not loaded are no debug section where names can't be read", () => {
  expect(probeElf(makeElf({ order: "llvm", debug: 800, symbols: 300_000 })).debugBytes).toBe(300_000)
})

test("a file without section headers has nothing left to strip", () => {
  expect(probeElf(makeElf({ ...PROGRAM, debug: 0, symbols: 0, headers: "none" }))).toMatchObject({
    isStripped: true,
    needed: PROGRAM.needed,
  })
})

test("a member of an archive is no program of the image", () => {
  expect(probe(makeElf(), { path: "app.jar", member: "libx.so" })).toEqual([])
})

test("its size need not be known", () => {
  expect(probeElf(makeElf(PROGRAM), { size: -1 })).toEqual(probeElf(makeElf(PROGRAM)))
})

describe("what can't be read is unknown, not nothing", () => {
  test("a dynamic table whose strings lie nowhere", () => {
    const bytes = makeElf(PROGRAM)
    const stringsAddress = Buffer.alloc(8)
    stringsAddress.writeUInt32LE(BASE + bytes.indexOf("libm.so.6") - 1)
    bytes.writeUInt32LE(0x7fff_ffff, bytes.indexOf(stringsAddress, 64 + 56 * 4))
    expect(probeElf(bytes)).toMatchObject({ needed: null, runpath: "", interpreter: PROGRAM.interpreter })
  })
  test("a dynamic table beyond the end", () => {
    const bytes = makeElf(PROGRAM)
    const dynamic = bytes.readUInt32LE(32) + 3 * 56
    bytes.writeUInt32LE(bytes.length, dynamic + 8)
    expect(probeElf(bytes).needed).toBeNull()
  })
  test("program headers beyond the end", () => {
    const bytes = makeElf(PROGRAM)
    bytes.writeUInt32LE(bytes.length, 32)
    expect(probeElf(bytes)).toMatchObject({ needed: null, interpreter: null })
  })
  test("no program headers", () => {
    const bytes = makeElf(PROGRAM)
    bytes.writeUInt16LE(0, 56)
    expect(probeElf(bytes).needed).toBeNull()
  })
  test("section headers beyond the end", () => {
    const bytes = makeElf(PROGRAM)
    bytes.writeUInt32LE(bytes.length, 40)
    expect(probeElf(bytes)).toMatchObject({ isStripped: null, debugBytes: 0, needed: PROGRAM.needed })
  })
  test("more libraries than a program can need", () => {
    expect(probeElf(makeElf({ needed: Array<string>(1025).fill("libc.so.6") })).needed).toBeNull()
    expect(probeElf(makeElf({ needed: Array<string>(1024).fill("libc.so.6") })).needed).toHaveLength(1024)
  })
  test("the name of a library without end", () => {
    expect(probeElf(makeElf({ needed: ["l".repeat(5000)] })).needed).toBeNull()
  })
})

test("debug sections that claim more than the file holds count nothing", () => {
  const bytes = makeElf({ debug: 20_000 })
  const sections = bytes.readUInt32LE(40)
  for (let at = sections; at < bytes.length; at += 64)
    if (bytes.readUInt32LE(at + 32) === 10_000) bytes.writeUInt32LE(0x7fff_ffff, at + 32)
  expect(probeElf(bytes)).toMatchObject({ isStripped: false, debugBytes: 0 })
})

import { expect, test } from "vitest"
import { machO, pe } from "../../support/programs.ts"
import { probe } from "./probe.ts"

test.each(["amd64", "arm64", "386", "amd64,arm64", "386,amd64,arm64"])("a program of macOS for %s", (machines) => {
  expect(probe(machO(machines))).toEqual([{ kind: "mach-o", machines: machines.split(",") }])
})

test("a program of macOS in the other byte order", () => {
  const bytes = machO("amd64")
  for (const at of [0, 4, 12]) bytes.subarray(at, at + 4).reverse()
  expect(probe(bytes)).toEqual([{ kind: "mach-o", machines: ["amd64"] }])
})

test("a Java class begins as a fat program does, and is none", () => {
  for (const major of [45, 52, 65]) {
    const bytes = Buffer.alloc(600)
    bytes.writeUInt32BE(0xcafebabe)
    bytes.writeUInt16BE(major, 6)
    expect(probe(bytes)).toEqual([])
    // Even where its constants look like processors.
    const odd = Buffer.concat([bytes.subarray(0, 8), Buffer.alloc(20 * major)])
    for (let at = 8; at < odd.length; at += 20) odd.writeUInt32BE(7, at)
    expect(probe(odd)).toEqual([])
  }
})

test("four bytes alone make no program of macOS", () => {
  const unknownCpu = machO("amd64")
  unknownCpu.writeUInt32LE(99, 4)
  expect(probe(unknownCpu)).toEqual([])
  const unknownType = machO("amd64")
  unknownType.writeUInt32LE(99, 12)
  expect(probe(unknownType)).toEqual([])
  expect(probe(machO("amd64").subarray(0, 20))).toEqual([])
  expect(probe(machO("amd64,arm64").subarray(0, 30))).toEqual([])
  expect(probe(Buffer.from("cffaedfe", "hex"))).toEqual([])
})

test.each(["amd64", "arm64", "386", "arm"])("a program of Windows for %s", (machine) => {
  for (const piece of [1, 130, 4096])
    expect(probe(pe(machine), { piece })).toEqual([{ kind: "pe", machines: [machine] }])
})

test("a PE header behind a long DOS program", () => {
  const bytes = Buffer.concat([pe("amd64"), Buffer.alloc(1000), pe("arm64").subarray(0x80)])
  bytes.writeUInt32LE(1512, 0x3c)
  expect(probe(bytes, { piece: 512 })).toEqual([{ kind: "pe", machines: ["arm64"] }])
})

test("a program of DOS, and text that begins with MZ, are no programs of Windows", () => {
  const dos = pe("amd64")
  dos.write("NE", 0x80)
  expect(probe(dos)).toEqual([])
  expect(probe(Buffer.from("MZ is how it begins".padEnd(600)))).toEqual([])
  expect(probe(Buffer.from("MZ"))).toEqual([])
  expect(probe(pe("amd64").subarray(0, 0x82))).toEqual([])
})

test("programs in archives are none of the image", () => {
  expect(probe(machO("arm64"), { member: "lib.dylib" })).toEqual([])
  expect(probe(pe("amd64"), { member: "lib.dll" })).toEqual([])
})

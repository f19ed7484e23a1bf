import type { ElfFact, Fact } from "../../../src/model/index.ts"
import { createProber } from "../../../src/probes/index.ts"
import { drain, inPieces } from "../../support/pieces.ts"

/** As a thread shows a file: 512 bytes at least to decide on, then pieces in memory that the next one overwrites. */
export function probe(
  bytes: Uint8Array,
  { path = "app", member = "", size = bytes.length, piece = 4096 } = {},
): readonly Fact[] {
  const prober = createProber()
  const first = Math.min(bytes.length, Math.max(512, piece))
  if (!prober.open(path, member, size, drain(inPieces(bytes.subarray(0, first), piece)))) return []
  const source = inPieces(bytes, piece)
  for (let next = source.next(); next !== null; next = source.next()) prober.piece(next)
  return prober.close(true)
}

/** What an ELF file says; the test fails where it is none. */
export function probeElf(bytes: Uint8Array, options?: Parameters<typeof probe>[1]): ElfFact {
  const fact = probe(bytes, options).find(({ kind }) => kind === "elf")
  if (fact?.kind !== "elf") throw new Error("no ELF file was seen")
  return fact
}

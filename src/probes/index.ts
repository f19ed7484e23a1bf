import type { Fact, Prober } from "../model/index.ts"
import { executables } from "./executables/index.ts"
import { languages } from "./languages/index.ts"
import type { Probe, Reading } from "./probe.ts"
import { systems } from "./systems/index.ts"
import { VENV } from "./venv.ts"

// The first that wants a file gets it.
const PROBES: readonly Probe[] = [...systems, ...languages, ...executables, VENV]

/** Makes what reads facts out of files; one for each thread. */
export function createProber(): Prober {
  let reading: Reading | null = null
  return {
    open(path, member, size, first): boolean {
      const file = { path, member, size, first }
      reading = PROBES.find((probe) => probe.wants(file))?.begin(file) ?? null
      return reading !== null
    },
    piece(bytes): void {
      reading?.piece(bytes)
    },
    close(isWhole): readonly Fact[] {
      return reading?.close(isWhole) ?? []
    },
  }
}

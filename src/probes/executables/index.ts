import type { Probe } from "../probe.ts"
import { elf } from "./elf.ts"
import { machOProgram, peProgram } from "./foreign.ts"
import { script } from "./script.ts"

export const executables: readonly Probe[] = [elf, script, machOProgram, peProgram]

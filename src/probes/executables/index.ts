import type { Probe } from "../probe.ts"

export const executables: readonly Probe[] = []

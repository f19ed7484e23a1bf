import type { Probe } from "../probe.ts"

export const systems: readonly Probe[] = []

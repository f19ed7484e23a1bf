import type { Probe } from "../probe.ts"

export const languages: readonly Probe[] = []

import type { Rule } from "../../model/index.ts"
import distroEol from "./distro-eol.ts"
import notMinimal from "./not-minimal.ts"
import runtimeEol from "./runtime-eol.ts"
import stale from "./stale.ts"
import unknown from "./unknown.ts"

// Sorted by id: one line each, one file a rule.
export const RULES: readonly Rule[] = [distroEol, notMinimal, runtimeEol, stale, unknown]

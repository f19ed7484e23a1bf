import type { Rule } from "../../model/index.ts"
import commandMissing from "./command-missing.ts"
import disabled from "./disabled.ts"
import missing from "./missing.ts"
import notInFormat from "./not-in-format.ts"
import portMismatch from "./port-mismatch.ts"
import timing from "./timing.ts"
import vacuous from "./vacuous.ts"

// Sorted by id: one line each, one file a rule.
export const RULES: readonly Rule[] = [commandMissing, disabled, missing, notInFormat, portMismatch, timing, vacuous]

import type { Rule } from "../../model/index.ts"
import disabled from "./disabled.ts"
import missing from "./missing.ts"
import notInFormat from "./not-in-format.ts"

// Sorted by id: one line each, one file a rule.
export const RULES: readonly Rule[] = [disabled, missing, notInFormat]

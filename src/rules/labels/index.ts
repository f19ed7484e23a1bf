import type { Rule } from "../../model/index.ts"
import deprecated from "./deprecated.ts"
import inherited from "./inherited.ts"
import invalid from "./invalid.ts"
import missing from "./missing.ts"

// Sorted by id: one line each, one file a rule.
export const RULES: readonly Rule[] = [deprecated, inherited, invalid, missing]

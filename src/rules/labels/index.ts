import type { Rule } from "../../model/index.ts"
import invalid from "./invalid.ts"
import missing from "./missing.ts"

// Sorted by id: one line each, one file a rule.
export const RULES: readonly Rule[] = [invalid, missing]

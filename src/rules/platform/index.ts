import type { Rule } from "../../model/index.ts"
import mismatch from "./mismatch.ts"
import missing from "./missing.ts"

// Sorted by id: one line each, one file a rule.
export const RULES: readonly Rule[] = [mismatch, missing]

import type { Rule } from "../../model/index.ts"

// Sorted by id: one line each, one file a rule.
export const RULES: readonly Rule[] = []

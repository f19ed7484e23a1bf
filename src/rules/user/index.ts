import type { Rule } from "../../model/index.ts"
import root from "./root.ts"
import unknown from "./unknown.ts"

// Sorted by id: one line each, one file a rule.
export const RULES: readonly Rule[] = [root, unknown]

import type { Rule } from "../../model/index.ts"
import readOnlyReady from "./read-only-ready.ts"

// Sorted by id: one line each, one file a rule.
export const RULES: readonly Rule[] = [readOnlyReady]

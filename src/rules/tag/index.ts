import type { Rule } from "../../model/index.ts"
import latest from "./latest.ts"
import mutableBase from "./mutable-base.ts"

// Sorted by id: one line each, one file a rule.
export const RULES: readonly Rule[] = [latest, mutableBase]

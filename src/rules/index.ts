import type { Rule } from "../model/index.ts"

// Imports and entries are sorted by id: one line each, one file a rule.

/** Every rule, in the order in which `plimsoll rules` lists them. */
export const RULES: readonly Rule[] = []

import type { Rule } from "../../model/index.ts"
import baseChoice from "./base-choice.ts"
import budget from "./budget.ts"
import copiedTwice from "./copied-twice.ts"
import debugSymbols from "./debug-symbols.ts"
import duplicateContent from "./duplicate-content.ts"
import largeFile from "./large-file.ts"
import layers from "./layers.ts"
import packageCache from "./package-cache.ts"
import wasted from "./wasted.ts"

// Sorted by id: one line each, one file a rule.
export const RULES: readonly Rule[] = [
  baseChoice,
  budget,
  copiedTwice,
  debugSymbols,
  duplicateContent,
  largeFile,
  layers,
  packageCache,
  wasted,
]

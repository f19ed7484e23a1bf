import type { Rule } from "../../model/index.ts"
import digestMismatch from "./digest-mismatch.ts"
import malformed from "./malformed.ts"
import missingBlob from "./missing-blob.ts"
import unreferencedBlob from "./unreferenced-blob.ts"

// Sorted by id: one line each, one file a rule.
export const RULES: readonly Rule[] = [digestMismatch, malformed, missingBlob, unreferencedBlob]

import type { Rule } from "../../model/index.ts"
import buildSystem from "./build-system.ts"
import compiler from "./compiler.ts"
import headers from "./headers.ts"
import singleStage from "./single-stage.ts"
import vcs from "./vcs.ts"

// Sorted by id: one line each, one file a rule.
export const RULES: readonly Rule[] = [buildSystem, compiler, headers, singleStage, vcs]

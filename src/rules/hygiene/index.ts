import type { Rule } from "../../model/index.ts"
import buildContext from "./build-context.ts"
import vcsDirectory from "./vcs-directory.ts"

// Sorted by id: one line each, one file a rule.
export const RULES: readonly Rule[] = [buildContext, vcsDirectory]

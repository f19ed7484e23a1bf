import type { Rule } from "../../model/index.ts"
import buildSystem from "./build-system.ts"
import compiler from "./compiler.ts"
import debugTools from "./debug-tools.ts"
import devDependencies from "./dev-dependencies.ts"
import editorsAndFetchers from "./editors-and-fetchers.ts"
import headers from "./headers.ts"
import packageManager from "./package-manager.ts"
import sdk from "./sdk.ts"
import singleStage from "./single-stage.ts"
import testsAndDocs from "./tests-and-docs.ts"
import vcs from "./vcs.ts"

// Sorted by id: one line each, one file a rule.
export const RULES: readonly Rule[] = [
  buildSystem,
  compiler,
  debugTools,
  devDependencies,
  editorsAndFetchers,
  headers,
  packageManager,
  sdk,
  singleStage,
  testsAndDocs,
  vcs,
]

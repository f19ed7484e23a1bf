import type { Rule } from "../../model/index.ts"
import buildContext from "./build-context.ts"
import hostBinaries from "./host-binaries.ts"
import logsAndTemp from "./logs-and-temp.ts"
import testArtifacts from "./test-artifacts.ts"
import vcsDirectory from "./vcs-directory.ts"
import virtualenv from "./virtualenv.ts"

// Sorted by id: one line each, one file a rule.
export const RULES: readonly Rule[] = [buildContext, hostBinaries, logsAndTemp, testArtifacts, vcsDirectory, virtualenv]

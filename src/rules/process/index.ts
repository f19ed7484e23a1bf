import type { Rule } from "../../model/index.ts"
import commandNotFound from "./command-not-found.ts"
import missingInterpreter from "./missing-interpreter.ts"
import missingLibrary from "./missing-library.ts"
import noCommand from "./no-command.ts"
import notExecutable from "./not-executable.ts"
import workdirMissing from "./workdir-missing.ts"
import wrongArchitecture from "./wrong-architecture.ts"

// Sorted by id: one line each, one file a rule.
export const RULES: readonly Rule[] = [
  commandNotFound,
  missingInterpreter,
  missingLibrary,
  noCommand,
  notExecutable,
  workdirMissing,
  wrongArchitecture,
]

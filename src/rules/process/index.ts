import type { Rule } from "../../model/index.ts"
import commandNotFound from "./command-not-found.ts"
import devServer from "./dev-server.ts"
import missingInterpreter from "./missing-interpreter.ts"
import missingLibrary from "./missing-library.ts"
import noCommand from "./no-command.ts"
import noInit from "./no-init.ts"
import notExecutable from "./not-executable.ts"
import packageManagerPid1 from "./package-manager-pid1.ts"
import severalServices from "./several-services.ts"
import shellCommand from "./shell-command.ts"
import shellForm from "./shell-form.ts"
import stopSignal from "./stop-signal.ts"
import workdirMissing from "./workdir-missing.ts"
import wrongArchitecture from "./wrong-architecture.ts"

// Sorted by id: one line each, one file a rule.
export const RULES: readonly Rule[] = [
  commandNotFound,
  devServer,
  missingInterpreter,
  missingLibrary,
  noCommand,
  noInit,
  notExecutable,
  packageManagerPid1,
  severalServices,
  shellCommand,
  shellForm,
  stopSignal,
  workdirMissing,
  wrongArchitecture,
]

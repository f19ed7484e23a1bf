import type { Rule } from "../../model/index.ts"
import fileCapabilities from "./file-capabilities.ts"
import homeMissing from "./home-missing.ts"
import lowUid from "./low-uid.ts"
import notNumeric from "./not-numeric.ts"
import orphanOwner from "./orphan-owner.ts"
import privilegeTools from "./privilege-tools.ts"
import root from "./root.ts"
import rootGroup from "./root-group.ts"
import setuid from "./setuid.ts"
import unknown from "./unknown.ts"
import workdirNotWritable from "./workdir-not-writable.ts"
import worldWritable from "./world-writable.ts"
import writableProgram from "./writable-program.ts"

// Sorted by id: one line each, one file a rule.
export const RULES: readonly Rule[] = [
  fileCapabilities,
  homeMissing,
  lowUid,
  notNumeric,
  orphanOwner,
  privilegeTools,
  root,
  rootGroup,
  setuid,
  unknown,
  workdirNotWritable,
  worldWritable,
  writableProgram,
]

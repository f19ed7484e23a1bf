import type { Rule } from "../../model/index.ts"
import attestation from "./attestation.ts"
import command from "./command.ts"
import deletedFile from "./deleted-file.ts"
import env from "./env.ts"
import file from "./file.ts"
import history from "./history.ts"
import label from "./label.ts"
import passwordHash from "./password-hash.ts"
import sensitiveFile from "./sensitive-file.ts"
import sshHostKey from "./ssh-host-key.ts"

// Sorted by id: one line each, one file a rule.
export const RULES: readonly Rule[] = [
  attestation,
  command,
  deletedFile,
  env,
  file,
  history,
  label,
  passwordHash,
  sensitiveFile,
  sshHostKey,
]

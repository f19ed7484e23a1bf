import type { Rule } from "../model/index.ts"
import archiveDigestMismatch from "./archive/digest-mismatch.ts"
import archiveMalformed from "./archive/malformed.ts"
import archiveMissingBlob from "./archive/missing-blob.ts"
import archiveUnreferencedBlob from "./archive/unreferenced-blob.ts"
import healthDisabled from "./health/disabled.ts"
import healthMissing from "./health/missing.ts"
import healthNotInFormat from "./health/not-in-format.ts"
import labelsInvalid from "./labels/invalid.ts"
import labelsMissing from "./labels/missing.ts"
import secretsEnv from "./secrets/env.ts"
import secretsHistory from "./secrets/history.ts"
import tagLatest from "./tag/latest.ts"
import userRoot from "./user/root.ts"
import userUnknown from "./user/unknown.ts"

export { secretValues } from "./support/secrets.ts"

// Imports and entries are sorted by id: one line each, one file a rule.

/** Every rule, in the order in which `plimsoll rules` lists them. */
export const RULES: readonly Rule[] = [
  archiveDigestMismatch,
  archiveMalformed,
  archiveMissingBlob,
  archiveUnreferencedBlob,
  healthDisabled,
  healthMissing,
  healthNotInFormat,
  labelsInvalid,
  labelsMissing,
  secretsEnv,
  secretsHistory,
  tagLatest,
  userRoot,
  userUnknown,
]

import type { Rule } from "../model/index.ts"
import archiveDigestMismatch from "./archive/digest-mismatch.ts"
import archiveMalformed from "./archive/malformed.ts"
import archiveMissingBlob from "./archive/missing-blob.ts"
import archiveUnreferencedBlob from "./archive/unreferenced-blob.ts"
import buildToolsBuildSystem from "./build-tools/build-system.ts"
import buildToolsCompiler from "./build-tools/compiler.ts"
import buildToolsHeaders from "./build-tools/headers.ts"
import buildToolsSingleStage from "./build-tools/single-stage.ts"
import buildToolsVcs from "./build-tools/vcs.ts"
import healthDisabled from "./health/disabled.ts"
import healthMissing from "./health/missing.ts"
import healthNotInFormat from "./health/not-in-format.ts"
import hygieneBuildContext from "./hygiene/build-context.ts"
import hygieneVcsDirectory from "./hygiene/vcs-directory.ts"
import labelsInvalid from "./labels/invalid.ts"
import labelsMissing from "./labels/missing.ts"
import secretsAttestation from "./secrets/attestation.ts"
import secretsCommand from "./secrets/command.ts"
import secretsDeletedFile from "./secrets/deleted-file.ts"
import secretsEnv from "./secrets/env.ts"
import secretsFile from "./secrets/file.ts"
import secretsHistory from "./secrets/history.ts"
import secretsLabel from "./secrets/label.ts"
import secretsPasswordHash from "./secrets/password-hash.ts"
import secretsSensitiveFile from "./secrets/sensitive-file.ts"
import secretsSshHostKey from "./secrets/ssh-host-key.ts"
import sizeDuplicateContent from "./size/duplicate-content.ts"
import sizeLargeFile from "./size/large-file.ts"
import sizePackageCache from "./size/package-cache.ts"
import sizeWasted from "./size/wasted.ts"
import tagLatest from "./tag/latest.ts"
import userRoot from "./user/root.ts"
import userUnknown from "./user/unknown.ts"

export { PACKAGE_LISTS } from "./support/ownership.ts"
export { secretValues } from "./support/secrets/collect.ts"

// Imports and entries are sorted by id: one line each, one file a rule.

/** Every rule, in the order in which `plimsoll rules` lists them. */
export const RULES: readonly Rule[] = [
  archiveDigestMismatch,
  archiveMalformed,
  archiveMissingBlob,
  archiveUnreferencedBlob,
  buildToolsBuildSystem,
  buildToolsCompiler,
  buildToolsHeaders,
  buildToolsSingleStage,
  buildToolsVcs,
  healthDisabled,
  healthMissing,
  healthNotInFormat,
  hygieneBuildContext,
  hygieneVcsDirectory,
  labelsInvalid,
  labelsMissing,
  secretsAttestation,
  secretsCommand,
  secretsDeletedFile,
  secretsEnv,
  secretsFile,
  secretsHistory,
  secretsLabel,
  secretsPasswordHash,
  secretsSensitiveFile,
  secretsSshHostKey,
  sizeDuplicateContent,
  sizeLargeFile,
  sizePackageCache,
  sizeWasted,
  tagLatest,
  userRoot,
  userUnknown,
]

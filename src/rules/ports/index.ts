import type { Rule } from "../../model/index.ts"
import datastore from "./datastore.ts"
import debug from "./debug.ts"
import privileged from "./privileged.ts"
import ssh from "./ssh.ts"

// Sorted by id: one line each, one file a rule.
export const RULES: readonly Rule[] = [datastore, debug, privileged, ssh]

import type { Rule } from "../../model/index.ts"
import buildTimeOnly from "./build-time-only.ts"
import debug from "./debug.ts"
import path from "./path.ts"
import preload from "./preload.ts"
import production from "./production.ts"
import proxy from "./proxy.ts"
import tlsOff from "./tls-off.ts"

// Sorted by id: one line each, one file a rule.
export const RULES: readonly Rule[] = [buildTimeOnly, debug, path, preload, production, proxy, tlsOff]

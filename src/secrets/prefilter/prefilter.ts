import { planOf } from "./plan.ts"
import type { Query } from "./query.ts"
import type { Prefilter } from "./scan.ts"
import { scanInScript } from "./script.ts"
import { scanInWebAssembly } from "./wasm.ts"

export { KEYWORDS, type Keyword, type Query } from "./query.ts"
export { LOOK_AHEAD, LOOK_BACK, type Prefilter } from "./scan.ts"

/** As fast as the machine can: with vectors, or else as a script. */
export function createPrefilter(query: Query): Prefilter {
  const plan = planOf(query)
  return scanInWebAssembly(plan) ?? scanInScript(plan)
}

/** Finds the same in the same order without WebAssembly. */
export function createScriptPrefilter(query: Query): Prefilter {
  return scanInScript(planOf(query))
}

import { type Plan, planOf } from "./plan.ts"
import type { Query } from "./query.ts"
import type { Prefilter } from "./scan.ts"
import { scanInScript } from "./script.ts"
import { scanInWebAssembly } from "./wasm.ts"

export { KEYWORDS, type Keyword, type Query } from "./query.ts"
export { LOOK_AHEAD, LOOK_BACK, type Prefilter } from "./scan.ts"

const plans = new WeakMap<Query, Plan>()

/** As fast as the machine can: with vectors, or else as a script. */
export function createPrefilter(query: Query): Prefilter {
  // Planning takes as long as looking at ten megabytes.
  const plan = plans.get(query) ?? planOf(query)
  plans.set(query, plan)
  return scanInWebAssembly(plan) ?? scanInScript(plan)
}

/** Finds the same in the same order without WebAssembly. */
export function createScriptPrefilter(query: Query): Prefilter {
  return scanInScript(planOf(query))
}

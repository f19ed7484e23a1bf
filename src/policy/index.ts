export { createAcceptances, ONLY_NEW, type Acceptances, type ImageAcceptances } from "./accept.ts"
export {
  acceptGrowth,
  baselineImageOf,
  baselineNotes,
  baselineProblems,
  knownImage,
  recordOf,
  tighten,
  type Because,
} from "./baseline/index.ts"
export { BUDGET_KEYS } from "./budgets/keys.ts"
export { judgeBudgets, needsFiles } from "./budgets/index.ts"
export { check } from "./check.ts"
export { judge } from "./judge.ts"
export { createPolicies, type Policies, type Policy } from "./policies.ts"

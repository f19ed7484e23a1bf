export { createAcceptances, type Acceptances, type ImageAcceptances } from "./accept.ts"
export {
  baselineImageOf,
  baselineProblems,
  knownImage,
  recordOf,
  slackOf,
  tighten,
  type Because,
  type Tightened,
} from "./baseline/index.ts"
export { BUDGET_KEYS } from "./budgets/keys.ts"
export { judgeBudgets, needsFiles } from "./budgets/index.ts"
export { check } from "./check.ts"
export { judge } from "./judge.ts"
export { createPolicies, type Policies } from "./policies.ts"

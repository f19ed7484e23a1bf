export { createAllowances, type Allowances } from "./allow.ts"
export { check } from "./check.ts"
export { judge } from "./judge.ts"
export { rulesInForce, type RulesInForce } from "./rules-in-force.ts"

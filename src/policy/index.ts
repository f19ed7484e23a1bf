export { createAllowances, type Allowances } from "./allow.ts"
export { check, type RuleSettings } from "./check.ts"
export { judge } from "./judge.ts"

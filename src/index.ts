export { audit, readImages, type AuditOptions, type ReadImage } from "./audit/index.ts"
export * from "./model/index.ts"
export { REPORTS } from "./reports/index.ts"
export { RULES } from "./rules/index.ts"

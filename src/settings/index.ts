export { readBaseline } from "./read-baseline.ts"
export { readSettings } from "./read.ts"
export { settingsSchema } from "./schema.ts"

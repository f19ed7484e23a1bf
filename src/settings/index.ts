export { readBaseline } from "./read-baseline.ts"
export { readSettings } from "./read.ts"
export { baselineText } from "./write-baseline.ts"
export { settingsSchema } from "./schema.ts"

import type { Report } from "../model/index.ts"
import { json } from "./json.ts"
import type { Look } from "./look.ts"
import { table } from "./table.ts"

/** Every format of `--format`. */
export const REPORTS = { table, json } satisfies Record<string, (report: Report, look: Look) => string>

export type ReportName = keyof typeof REPORTS

export { columns } from "./columns.ts"
export type { Look } from "./look.ts"
export { SCHEMAS } from "./schema.ts"
export { term } from "./term.ts"
export * as views from "./views.ts"

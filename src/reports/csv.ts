import type { Report } from "../model/index.ts"

/** Not built yet. */
export const csv = (report: Report): string => report.verdict

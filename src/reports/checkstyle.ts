import type { Report } from "../model/index.ts"

/** Not built yet. */
export const checkstyle = (report: Report): string => report.verdict

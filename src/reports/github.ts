import type { Report } from "../model/index.ts"

/** Not built yet. */
export const github = (report: Report): string => report.verdict

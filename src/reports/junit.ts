import type { Report } from "../model/index.ts"

/** Not built yet. */
export const junit = (report: Report): string => report.verdict

import type { Report } from "../../model/index.ts"

/** Not built yet. */
export const review = (report: Report): string => report.verdict

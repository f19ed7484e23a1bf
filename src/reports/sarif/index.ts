import type { Report } from "../../model/index.ts"

/** Not built yet. */
export const sarif = (report: Report): string => report.verdict

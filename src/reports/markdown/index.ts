import type { Report } from "../../model/index.ts"

/** Not built yet. */
export const markdown = (report: Report): string => report.verdict

import type { Report } from "../../model/index.ts"

/** Not built yet. */
export const codeQuality = (report: Report): string => report.verdict

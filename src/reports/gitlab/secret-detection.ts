import type { Report } from "../../model/index.ts"

/** Not built yet. */
export const secretDetection = (report: Report): string => report.verdict

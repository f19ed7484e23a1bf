import type { Report } from "../../model/index.ts"

/** Not built yet. */
export const containerScanning = (report: Report): string => report.verdict

import type { Report } from "../../model/index.ts"
import script from "./page/main.tsx?text"
import style from "./page/style.css?text"

/** Not built yet. */
export const html = (report: Report): string => `${report.verdict}${style}${script}`

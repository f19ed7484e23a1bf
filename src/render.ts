import type { Report } from "./model/index.ts"
import { type FormatName, type Look, render as draw } from "./reports/index.ts"
import { RULES } from "./rules/index.ts"

/** How a report is drawn where nobody says. */
const PLAIN: Look = { colour: false, width: 100, rules: RULES }

/** A report in one of the formats of `--format`, from the report alone. */
export const render = (name: FormatName, report: Report, look: Partial<Look> = {}): Promise<string> =>
  draw(name, report, { ...PLAIN, ...look })

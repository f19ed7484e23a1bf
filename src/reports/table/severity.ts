import type { Severity } from "../../model/index.ts"
import type { Pen } from "./pen.ts"

const STYLES = {
  critical: ["bold", "red"],
  high: ["red"],
  medium: ["yellow"],
  low: ["cyan"],
  info: ["dim"],
} as const satisfies Record<Severity, readonly string[]>

/** A severity in its colour. */
const paintSeverity = (pen: Pen, severity: Severity): string => pen.paint([...STYLES[severity]], severity)

/** The same, followed by blanks up to a width. */
export const padSeverity = (pen: Pen, severity: Severity, width: number): string =>
  paintSeverity(pen, severity) + " ".repeat(Math.max(0, width - severity.length))

/** From worst to mildest. The order is the order of the report. */
export const SEVERITIES = ["critical", "high", "medium", "low", "info"] as const

export type Severity = (typeof SEVERITIES)[number]

/** True where `severity` is as bad as `threshold` or worse. */
export const isAtLeast = (severity: Severity, threshold: Severity): boolean =>
  SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(threshold)

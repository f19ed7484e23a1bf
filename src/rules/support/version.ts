import valid from "semver/functions/valid.js"

/** The longest text that can be a SemVer version; semver itself refuses more. */
const LONGEST = 256

/**
 * True for what SemVer can compare: a version by its letter, with or without a leading `v`, and calendar versions such as
 * `24.04.1`, whose leading zeros SemVer forbids and every tool reads.
 */
export const isVersion = (value: string): boolean =>
  value.length <= LONGEST && (valid(value) !== null || (/^v?\d/i.test(value) && valid(value, { loose: true }) !== null))

/** What to write instead of a version that SemVer cannot compare. */
export function describeVersion(value: string): string {
  const parts = /^v?(\d{1,8})(?:\.(\d{1,8}))?$/i.exec(value)
  const full = parts === null ? "1.2.3" : `${Number(parts[1])}.${Number(parts[2] ?? 0)}.0`
  return `\`LABEL org.opencontainers.image.version="${full}"\``
}

const UNITS = ["B", "kB", "MB", "GB", "TB", "PB"]

/** Bytes as people read them, in decimal units: `0 B`, `9.8 kB`, `412 MB`, `1.2 GB`. Never more than three digits. */
export function formatBytes(bytes: number): string {
  let value = bytes
  let unit = 0
  // 999,950 is 1.0 MB: what would be rounded to four digits belongs to the next unit.
  while (value >= (unit === 0 ? 1000 : 999.5) && unit < UNITS.length - 1) {
    value /= 1000
    unit++
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : 1
  return `${value.toFixed(digits)} ${UNITS[unit]}`
}

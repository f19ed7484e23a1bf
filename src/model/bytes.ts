const UNITS = ["B", "kB", "MB", "GB", "TB", "PB"]

/** Bytes as people read them, in the decimal units of `docker images`: `48 B`, `14.2 kB`, `200 MB`. Never more than three digits. */
export function formatBytes(bytes: number): string {
  let value = bytes
  let unit = 0
  // 999,950 is 1 MB: what would be rounded to four digits belongs to the next unit.
  while (value >= (unit === 0 ? 1000 : 999.5) && unit < UNITS.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${value < 99.95 ? Number(value.toFixed(1)) : Math.round(value)} ${UNITS[unit]}`
}

/** `22.5 %` of a whole: something is never told as none of it, nor a part as all. Empty where there is nothing to share. */
export function formatShare(part: number, whole: number): string {
  if (part === 0 || whole === 0) return ""
  const percent = (100 * part) / whole
  if (percent < 0.05) return "< 0.1 %"
  return part < whole && percent >= 99.95 ? "> 99.9 %" : `${percent.toFixed(1)} %`
}

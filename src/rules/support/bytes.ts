const UNITS = ["bytes", "kB", "MB", "GB", "TB"]

/** Bytes for people, in the decimal units of `docker images`: `512 bytes`, `14.2 kB`, `200 MB`. */
export function formatBytes(bytes: number): string {
  let unit = 0
  let value = bytes
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000
    unit++
  }
  if (unit === 0) return bytes === 1 ? "1 byte" : `${bytes} bytes`
  return `${value < 99.95 ? Number(value.toFixed(1)) : Math.round(value)} ${UNITS[unit]}`
}

/** `1 file`, `12 files`. */
export const count = (amount: number, noun: string): string => `${amount} ${noun}${amount === 1 ? "" : "s"}`

const UNITS = new Map([
  ["", 1],
  ["b", 1],
  ["kb", 1e3],
  ["mb", 1e6],
  ["gb", 1e9],
  ["tb", 1e12],
  ["kib", 1024],
  ["mib", 1024 ** 2],
  ["gib", 1024 ** 3],
  ["tib", 1024 ** 4],
])
const NUMBER = /^(\d{1,15})(?:\.(\d{1,9}))? ?([a-z]{0,3})$/i

/** A number and its unit, as the unit's factor says; null where it is none, and for what is beyond a safe integer. */
export function parseMeasure(text: string, units: ReadonlyMap<string, number>): number | null {
  const [, whole, fraction = "", unit = ""] = NUMBER.exec(text.trim()) ?? []
  const factor = units.get(unit.toLowerCase())
  if (whole === undefined || factor === undefined) return null
  // In whole numbers, since 2.01 thousand is not quite 2010 for a computer.
  const scale = 10 ** fraction.length
  const value = Number(whole) * factor + (Number(fraction) * factor) / scale
  return value <= Number.MAX_SAFE_INTEGER ? value : null
}

/** Bytes: `200MB` and `200 MB` are decimal, `1.5 GiB` is binary, a bare number is bytes; null for what is no size. */
export function parseSize(text: string): number | null {
  const value = parseMeasure(text, UNITS)
  return value === null ? null : Math.floor(value)
}

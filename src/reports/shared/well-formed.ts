/** Names that are bytes rather than text: JSON has those of them that are no UTF-8 beside themselves in base64. */
export const NAMES: readonly string[] = ["path", "sameAs"]

export const LONE = /\p{Cs}/u
const ALL_LONE = /\\|\p{Cs}/gu

/** A byte that is no UTF-8, as src/model/listing.ts keeps it. */
export const isByte = (code: number): boolean => code >= 0xdc80 && code <= 0xdcff

/** A text as every JSON reader takes it: `caf\xe9` for a byte that is no UTF-8. */
export function wellFormed(text: string): string {
  if (!LONE.test(text)) return text
  return text.replace(ALL_LONE, (found) => {
    const code = found.charCodeAt(0)
    if (found === "\\") return "\\\\"
    return isByte(code) ? `\\x${(code - 0xdc00).toString(16)}` : `\\u{${code.toString(16)}}`
  })
}

/**
 * Data in which every text is as JSON will have it, but for names, whose bytes JSON keeps too: then a format says the
 * same of a report and of the same one saved. What holds nothing of the kind is handed back as it is.
 */
export const settled = <T>(data: T): T => walk(data, "") as T

/** The one object whose keys come from an image. */
const isForeign = (name: string): boolean => name === "labels"

function walk(value: unknown, name: string): unknown {
  // Most of a report is as it should be, and long lists of files are not made anew.
  if (isSettled(value, name)) return value
  if (typeof value === "string") return wellFormed(value)
  if (Array.isArray(value)) return value.map((item) => walk(item, name))
  return Object.fromEntries(
    Object.entries(value as object).map(([key, item]) =>
      isForeign(name) ? [wellFormed(key), walk(item, "")] : [key, walk(item, key)],
    ),
  )
}

function isSettled(value: unknown, name: string): boolean {
  if (typeof value === "string") return NAMES.includes(name) || !LONE.test(value)
  if (typeof value !== "object" || value === null) return true
  if (Array.isArray(value)) return value.every((item) => isSettled(item, name))
  for (const key of Object.keys(value)) {
    const item: unknown = value[key as keyof typeof value]
    if (isForeign(name) ? LONE.test(key) || !isSettled(item, "") : !isSettled(item, key)) return false
  }
  return true
}

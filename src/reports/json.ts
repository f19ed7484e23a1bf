import type { Report } from "../model/index.ts"

const LONE = /\p{Cs}/u
const ALL_LONE = /\\|\p{Cs}/gu
// What JSON may hold raw and a terminal would obey, and the one command that a build server finds within a line.
const UNSAFE = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?<=#)#(?=[a-z]*\[)/giu

/** Names that are bytes rather than text, and stand beside themselves in base64. */
const NAMES = ["path", "sameAs"]

/** A byte that is no UTF-8, as src/model/listing.ts keeps it. */
const isByte = (code: number): boolean => code >= 0xdc80 && code <= 0xdcff
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null

/** A text as every JSON reader takes it: `caf\xe9` for a byte that is no UTF-8. */
function wellFormed(text: string): string {
  if (!LONE.test(text)) return text
  return text.replace(ALL_LONE, (found) => {
    const code = found.charCodeAt(0)
    if (found === "\\") return "\\\\"
    return isByte(code) ? `\\x${(code - 0xdc00).toString(16)}` : `\\u{${code.toString(16)}}`
  })
}

/** The bytes of a name as they stand in the layer. */
function bytesOf(name: string): Buffer {
  return Buffer.concat(
    Array.from(name, (character) => {
      const code = character.codePointAt(0) ?? 0
      return isByte(code) ? Buffer.of(code - 0xdc00) : Buffer.from(character)
    }),
  )
}

/** Puts `pathBase64` after a `path` that is no UTF-8. */
function withBytes(value: Record<string, unknown>): Record<string, unknown> {
  const pairs = Object.entries(value).flatMap(([key, item]): [string, unknown][] =>
    NAMES.includes(key) && typeof item === "string" && LONE.test(item)
      ? [
          [key, item],
          [`${key}Base64`, bytesOf(item).toString("base64")],
        ]
      : [[key, item]],
  )
  return Object.fromEntries(pairs)
}

function replace(key: string, value: unknown): unknown {
  if (typeof value === "string") return wellFormed(value)
  if (typeof value === "number" && !Number.isFinite(value)) throw new Error(`The report's ${key} is no number.`)
  if (!isObject(value) || Array.isArray(value)) return value
  // The one object whose keys come from an image.
  if (key === "labels") return Object.fromEntries(Object.entries(value).map(([name, item]) => [wellFormed(name), item]))
  return NAMES.some((name) => typeof value[name] === "string" && LONE.test(value[name])) ? withBytes(value) : value
}

const unicodeEscape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`

/** The report itself, as `src/reports/schema` describes it. Parses to the same text whatever is escaped here. */
export function json(report: Report): string {
  const text = JSON.stringify(report, replace, 2)
  return `${text.replace(UNSAFE, (found) => found.split("").map(unicodeEscape).join(""))}\n`
}

import type { Report } from "../model/index.ts"
import { isByte, LONE, NAMES, wellFormed } from "./shared/well-formed.ts"

// What JSON may hold raw and a terminal would obey, and the one command that a build server finds within a line.
const UNSAFE = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?<=#)#(?=[a-z]*\[)/giu

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null

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

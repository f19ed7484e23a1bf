import type { Report } from "../model/index.ts"
import type { Look } from "./look.ts"
import { jsonText } from "./shared/json-text.ts"
import { isByte, LONE, NAMES, wellFormed } from "./shared/well-formed.ts"

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
  if (!isObject(value) || Array.isArray(value)) return value
  // The one object whose keys come from an image.
  if (key === "labels") return Object.fromEntries(Object.entries(value).map(([name, item]) => [wellFormed(name), item]))
  return NAMES.some((name) => typeof value[name] === "string" && LONE.test(value[name])) ? withBytes(value) : value
}

/** Throws for what JSON has no number for, and would write as null. */
function checkNumbers(value: unknown, key: string): void {
  if (typeof value === "number" && !Number.isFinite(value)) throw new Error(`The report's ${key} is no number.`)
  if (isObject(value)) for (const name of Object.keys(value)) checkNumbers(value[name], name)
}

/** The report itself, as `src/reports/schema` describes it. Parses to the same text whatever is escaped here. */
export function json(whole: Report, { isWithoutFiles = false }: Pick<Look, "isWithoutFiles"> = {}): string {
  const report = isWithoutFiles ? { ...whole, images: whole.images.map(({ files: _files, ...image }) => image) } : whole
  checkNumbers(report, "")
  const text = jsonText(report)
  // Half of a pair, which stands escaped in it, is rare, and to look at every value takes several times as long.
  return /\\ud[89a-f]/.test(text) ? jsonText(report, replace) : text
}

import { isUtf8 } from "node:buffer"
import { LIMITS, type Limits } from "../model/index.ts"
import { limitReached, Unreadable } from "./unreadable.ts"

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

const QUOTE = 34
const BACKSLASH = 92
const OPEN = new Set([91, 123])
const CLOSE = new Set([93, 125])
const COMMA = 44
const BRACE = 123

/**
 * Parses a document of an archive. Depth and number of items are bounded before anything is built, and a key that
 * occurs twice in one object is an error: readers take the first or the last, and would see two images. Throws
 * `Unreadable`; `what` names the document in it.
 */
export function parseJson(bytes: Uint8Array, what: string, limits: Limits): Json {
  if (!isUtf8(bytes)) throw new Unreadable("invalid-json", `${what} is not UTF-8 text`)
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes)
  const duplicate = survey(text, what, limits)
  let json: Json
  try {
    json = JSON.parse(text) as Json
  } catch {
    throw new Unreadable("invalid-json", `${what} is not valid JSON`)
  }
  if (duplicate)
    throw new Unreadable(
      "ambiguous",
      `${what} has a key twice in one object, so that readers may differ on what it says`,
    )
  return json
}

/** Walks over the text once without building anything; true where an object has a key twice. */
function survey(text: string, what: string, limits: Limits): boolean {
  const open: (Set<string> | null)[] = []
  let items = 0
  let duplicate = false
  let expectKey = false
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) {
      const end = endOfString(text, at)
      const keys = open.at(-1)
      if (expectKey && keys) {
        const key = keyOf(text.slice(at, end + 1))
        if (keys.has(key)) duplicate = true
        keys.add(key)
        expectKey = false
      }
      at = end
    } else if (OPEN.has(code)) {
      open.push(code === BRACE ? new Set() : null)
      if (open.length > limits.jsonDepth)
        throw limitReached(`${LIMITS.jsonDepth.help} in ${what}`, limits.jsonDepth, LIMITS.jsonDepth.option)
      expectKey = code === BRACE
      items += 1
    } else if (CLOSE.has(code)) {
      open.pop()
      expectKey = false
    } else if (code === COMMA) {
      items += 1
      expectKey = open.at(-1) instanceof Set
    }
    if (items > limits.jsonKeys)
      throw limitReached(`${LIMITS.jsonKeys.help} in ${what}`, limits.jsonKeys, LIMITS.jsonKeys.option)
  }
  return duplicate
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === BACKSLASH) at += 1
    else if (code === QUOTE) return at
  }
  return text.length
}

function keyOf(quoted: string): string {
  if (!quoted.includes("\\")) return quoted.slice(1, -1)
  try {
    return JSON.parse(quoted) as string
  } catch {
    return quoted
  }
}

/** The object that `json` is, or null. */
export function asObject(json: Json | undefined): { readonly [key: string]: Json } | null {
  return typeof json === "object" && json !== null && !Array.isArray(json)
    ? (json as { readonly [key: string]: Json })
    : null
}

/** Longer than every field that we know: no need to fold a key of a megabyte. */
const LONGEST_NAME = 64

/** Go takes U+017F for `s` too. */
const fold = (key: string): string => key.replaceAll("\u017f", "s").toLowerCase()

/** A field by its name without regard to case, as Go reads it: jib writes `config` for `Config`. Throws where two spellings stand side by side. */
export function fieldOf(object: { readonly [key: string]: Json }, name: string, what: string): Json | undefined {
  const wanted = fold(name)
  const keys = Object.keys(object).filter((key) => key.length <= LONGEST_NAME && fold(key) === wanted)
  if (keys.length > 1)
    throw new Unreadable(
      "ambiguous",
      `${what} has both ${keys.map((key) => `"${key}"`).join(" and ")}, so that readers may differ on what it says`,
    )
  return keys.length === 0 ? undefined : object[keys[0]!]
}

/** A JSON object, of which nothing is known. */
export type Json = Readonly<Record<string, unknown>>

/** Names and versions that are longer were not made by a package manager. */
const LONGEST = 300

/** So many dependencies at most are kept of one package. */
const MOST_NAMES = 5000

// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/

/** The object that a text is; null where it is none. */
export function parseObject(content: Buffer): Json | null {
  return asObject(parse(content))
}

/** The value that a text is, with or without a byte order mark; undefined where it is no JSON. */
export function parse(content: Buffer): unknown {
  try {
    const text = content.toString("utf8")
    return JSON.parse(text.startsWith("\ufeff") ? text.slice(1) : text) as unknown
  } catch {
    return undefined
  }
}

/** An object as it is, null for everything else, lists too. */
export const asObject = (value: unknown): Json | null =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : null

/** A list as it is, an empty one for everything else. */
export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : [])

/** A name or version; `""` for what can't be one. */
export function word(value: unknown): string {
  const text = typeof value === "string" ? value.trim() : ""
  return text.length <= LONGEST && !CONTROLS.test(text) ? text : ""
}

/** The keys of objects, as names of packages: each once, in order. What is no object has none. */
export function keysOf(...values: readonly unknown[]): string[] {
  const names = new Set<string>()
  for (const value of values)
    for (const key of Object.keys(asObject(value) ?? {})) {
      if (names.size >= MOST_NAMES) return [...names]
      if (word(key) !== "") names.add(word(key))
    }
  return [...names]
}

/** A list of names, each once, in order. */
export const namesOf = (values: Iterable<unknown>): string[] => {
  const names = new Set<string>()
  for (const value of values) {
    if (names.size >= MOST_NAMES) break
    if (word(value) !== "") names.add(word(value))
  }
  return [...names]
}

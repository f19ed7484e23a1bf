import type { OsRelease } from "../model/index.ts"

/** Characters that are looked at: real ones have fewer than 1,000. */
const LONGEST_FILE = 64 * 1024
const LONGEST_VALUE = 256

const ASSIGNMENT = /^[ \t]*([A-Z0-9_]+)=(.*)$/

/**
 * Which distribution an `/etc/os-release` names (os-release(5)): its assignments are read, never run, and the last one
 * of a name counts. `version` is `""` for a rolling release. Null where the text names no distribution.
 */
export function parseOsRelease(text: string): OsRelease | null {
  const values = new Map<string, string>()
  for (const line of text
    .slice(0, LONGEST_FILE)
    .replace(/^\uFEFF/, "")
    .split("\n")) {
    const [, name, value] = ASSIGNMENT.exec(line.trimEnd()) ?? []
    if (name !== undefined && value !== undefined) values.set(name, unquote(value).slice(0, LONGEST_VALUE))
  }
  const [id, version, name, pretty, like = ""] = ["ID", "VERSION_ID", "NAME", "PRETTY_NAME", "ID_LIKE"].map(
    (key) => values.get(key) ?? "",
  )
  if (!id && !name && !pretty) return null
  // os-release(5) gives both defaults.
  return {
    id: id || "linux",
    version: version ?? "",
    name: pretty || name || "Linux",
    like: like.split(/\s+/).filter(Boolean),
  }
}

/** The value of a shell assignment: in single quotes as it stands, else without its backslashes. */
function unquote(value: string): string {
  const quote = value[0]
  const quoted = value.length > 1 && (quote === '"' || quote === "'") && value.endsWith(quote)
  const inner = quoted ? value.slice(1, -1) : value
  return quoted && quote === "'" ? inner : inner.replace(/\\(["'$\\`])/g, "$1")
}

import type { Entry } from "./entry.ts"
import { linesOf } from "./lines.ts"
import { unquote } from "./quotes.ts"

/**
 * `[section]` and `key = value`, as git, pip, aws, systemd and most tools write them. `separators` are the characters
 * that end a key. A value that goes on in an indented line is one entry for each line.
 */
function iniWith(separators: RegExp): (text: string) => Generator<Entry> {
  return function* ini(text) {
    let section = ""
    let key = ""
    for (const { text: line, line: number } of linesOf(text)) {
      const trimmed = line.trim()
      if (trimmed === "" || trimmed.startsWith("#") || trimmed.startsWith(";")) continue
      if (trimmed.startsWith("[") && trimmed.endsWith("]")) {
        section = trimmed.slice(1, -1)
        key = ""
        continue
      }
      const at = trimmed.search(separators)
      const isContinued = key !== "" && /^[ \t]/.test(line) && (at < 0 || /[/\s]/.test(trimmed.slice(0, at).trimEnd()))
      if (at <= 0 && !isContinued) continue
      if (!isContinued) key = unquote(trimmed.slice(0, at))
      const value = unquote(isContinued ? trimmed : trimmed.slice(at + 1))
      if (value !== "") yield { path: section === "" ? [key] : [section, key], value, line: number }
    }
  }
}

export const ini = iniWith(/=/)
/** As Python's configparser reads it: a colon ends a key as well. */
export const config = iniWith(/[=:]/)

import type { Entry } from "./entry.ts"
import { joinedLines, linesOf } from "./lines.ts"
import { unescape } from "./quotes.ts"

/** `key=value`, `key: value` and `key value`, as `java.util.Properties` reads them. Parts of a dotted key are its path. */
export function* properties(text: string): Generator<Entry> {
  for (const { text: line, line: number } of joinedLines(linesOf(text))) {
    const trimmed = line.trim()
    if (trimmed === "" || trimmed.startsWith("#") || trimmed.startsWith("!")) continue
    const end = endOfKey(trimmed)
    const value = trimmed.slice(end).replace(/^\s{0,100}[=:]?\s{0,100}/, "")
    if (end > 0 && value !== "")
      yield { path: unescape(trimmed.slice(0, end)).split("."), value: unescape(value), line: number }
  }
}

function endOfKey(line: string): number {
  let at = 0
  for (; at < line.length; at++) {
    const char = line.charAt(at)
    if (char === "\\") at++
    else if (char === "=" || char === ":" || char === " " || char === "\t") break
  }
  return at
}

import { term } from "./term.ts"

/** Where a stretch of Markdown stands: in a table, a `|` would end it. */
export type Where = "line" | "cell"

/** Marks at the start of a line that would begin a list. */
const BULLET = /^([-+])(?=\s|$)/
const NUMBERED = /^(\d{1,9})([.)])(?=\s|$)/

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
}

/** Lengths of the runs of backticks in a text. */
const runsIn = (text: string): Set<number> => new Set(Array.from(text.matchAll(/`+/g), ([run]) => run.length))

/** A code span of text from an image (CommonMark §6.1): as many backticks as it takes, nothing in it obeyed. */
export function codeSpan(text: string, where: Where = "line"): string {
  const shown = where === "cell" ? withoutPipes(term(text)) : term(text)
  if (shown === "") return ""
  const runs = runsIn(shown)
  let length = 1
  while (runs.has(length)) length += 1
  const isPadded = /^`|`$|^ .* $/.test(shown)
  const fence = "`".repeat(length)
  return isPadded ? `${fence} ${shown} ${fence}` : fence + shown + fence
}

/** Readers don't agree on what a backslash before an escaped `|` is. */
const withoutPipes = (text: string): string =>
  text.includes("\\|") ? text.replaceAll("|", "\\x7c") : text.replaceAll("|", "\\|")

/** A fenced block of shell, one line each (CommonMark §4.5). */
export function fenced(lines: readonly string[]): string {
  const shown = lines.map(term)
  const longest = Math.max(2, ...shown.flatMap((line) => [...runsIn(line)]))
  const fence = "`".repeat(longest + 1)
  return [`${fence}sh`, ...shown, fence].join("\n")
}

/** A line that begins with nothing that would make it a list. */
export const lineStart = (line: string): string => line.replace(BULLET, "\\$1").replace(NUMBERED, "$1\\$2")

/** Text from an image where Markdown is not read, within tags of ours. */
export const inTags = (text: string): string => term(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "")

/** An HTML comment that a bot finds again: its name is made of letters, digits and `./_+-`. */
export function marker(name: string): string {
  const safe = name
    .toLowerCase()
    .replace(/[^a-z0-9./_+-]+/g, "-")
    .replace(/-{2,}/g, "-")
    .replace(/^-+|-+$/g, "")
  return `<!-- plimsoll:${safe === "" ? "image" : safe} -->`
}

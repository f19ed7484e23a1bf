import type { Complaint } from "./walk.ts"

/** A thousand findings that are accepted are a tenth of it. */
const MOST_BYTES = 1024 * 1024
/** Words and marks of the syntax: each costs the parser much more than its characters. */
const MOST_LEXEMES = 200_000
/** More than any settings need, and little enough for whatever calls itself for each level. */
const DEEPEST = 16
const WIDEST_INDENT = 100

const OPEN = new Set(["flow-map-start", "flow-seq-start"])
const CLOSE = new Set(["flow-map-end", "flow-seq-end"])
/** Each opens a level where it stands, so that a line may open thousands. */
const BLOCK = new Set(["seq-item-ind", "explicit-key-ind"])
const REFUSED: ReadonlyMap<string | null, string> = new Map([
  ["alias", "an alias (*) is not understood here; write it out. Text that starts with * must be in quotes"],
  ["anchor", "an anchor (&) is not understood here; leave it out. Text that starts with & must be in quotes"],
  ["tag", "a tag (!) is not understood here; leave it out. Text that starts with ! must be in quotes"],
  ["directive-line", "directives (%) are not understood here; leave this line out"],
])
/** What comes next is text, whatever it looks like. */
const IS_TEXT = "scalar"

/**
 * The first thing for which a text is not even parsed; null where there is none. Parsing some texts of a megabyte takes
 * minutes, or all memory: only what is known to be harmless goes there.
 */
export function refuse({ Lexer, CST }: typeof import("yaml"), text: string): Complaint | null {
  if (text.length > MOST_BYTES) return { offset: 0, message: "settings can't be larger than 1 MiB" }
  let offset = 0
  let count = 0
  let depth = 0
  let row = 0
  let isText = false
  let isLineStart = true
  for (const lexeme of new Lexer().lex(text)) {
    count += 1
    if (count > MOST_LEXEMES) return { offset, message: "settings can't be as long as this" }
    const type: string | null = isText ? null : CST.tokenType(lexeme)
    isText = type === IS_TEXT
    const message = REFUSED.get(type)
    if (message !== undefined) return { offset, message }
    depth += OPEN.has(type ?? "") ? 1 : CLOSE.has(type ?? "") ? -1 : 0
    row = type === "newline" ? 0 : row + (BLOCK.has(type ?? "") ? 1 : 0)
    if (depth < 0) return { offset, message: "a bracket is closed here that nothing opened" }
    if (depth > DEEPEST || row > DEEPEST || (isLineStart && type === "space" && lexeme.length > WIDEST_INDENT))
      return { offset, message: "this is nested too deep" }
    isLineStart = type === "newline"
    // Marks of the lexer itself stand for no character.
    if (type !== IS_TEXT && type !== "doc-mode" && type !== "flow-error-end") offset += lexeme.length
  }
  return null
}

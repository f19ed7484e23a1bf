import type { Kind } from "./kind.ts"
import { joinedLines, type Line, linesOf } from "./formats/lines.ts"
import { textOf } from "./text.ts"

/** What shells write before a command: the time of zsh's extended history, the dash of fish's. */
const BEFORE = /^(?:: \d{1,12}:\d{1,9};|- cmd: )/
/** Times of bash's history, and of fish's. */
const TIME = /^(?:#\d{9,12}|\s{2}when: \d{1,12})$/
const COMMENT = /^\s{0,100}#/

/** Commands of a shell's history or a Dockerfile, one each, with the line that each starts in; none of another file. */
export function commandsOf(file: Pick<Kind, "lines">, bytes: Uint8Array): Line[] {
  if (file.lines === undefined) return []
  const isNone = file.lines === "shell" ? TIME : COMMENT
  // Before the lines are joined: a comment between two is no part of an instruction.
  const lines = [...linesOf(textOf(bytes).text)].filter(({ text }) => !isNone.test(text))
  return [...joinedLines(lines)]
    .filter(({ text }) => text.trim() !== "")
    .map(({ text, line }) => ({ text: text.replace(BEFORE, ""), line }))
}

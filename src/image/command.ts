import { afterNextShell, afterShell } from "./shell.ts"

const ARGS = /^\|(\d{1,9}) /
const WORD = /\S+(?:\s+|$)/y
const ASSIGNMENT = /^[A-Za-z_]\w*=/
const LONGEST_NAME = 256

/**
 * The command of a RUN without what the builder put before it: the shell, and before that the build arguments
 * (`|2 A=1 B=2 /bin/sh -c make`). Null where `text` begins with neither.
 *
 * The number is no help where a value has blanks, since values aren't quoted and some builders count words; so the
 * arguments end where a shell begins. In exec form there is none, and the number is all there is.
 */
export function commandOf(text: string): string | null {
  const args = ARGS.exec(text)
  if (args === null) {
    const start = afterShell(text)
    return start < 0 ? null : text.slice(start)
  }
  const [{ length }, count] = args
  const start = afterNextShell(text, length)
  return text.slice(start < 0 ? afterArguments(text, length, Number(count)) : start)
}

/**
 * Where the words after the build arguments at `from` begin: behind the `count`th assignment; where there are not so
 * many, behind the `count`th word; where there are not so many either, behind the last assignment. Blanks in the last
 * value can't be told from the command.
 */
function afterArguments(text: string, from: number, count: number): number {
  WORD.lastIndex = from
  let assignments = 0
  let afterAssignment = from
  let afterWords: number | null = null
  for (let words = 1, start = from; assignments < count && WORD.test(text); words++, start = WORD.lastIndex) {
    if (ASSIGNMENT.test(text.slice(start, start + LONGEST_NAME))) {
      assignments++
      afterAssignment = WORD.lastIndex
    }
    if (words === count) afterWords = WORD.lastIndex
  }
  return assignments === count ? afterAssignment : (afterWords ?? afterAssignment)
}

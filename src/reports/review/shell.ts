import { term } from "../shared/term.ts"

/** Words that a shell takes as they stand. */
const PLAIN = /^[\w./:@%+,][\w./:@%+,=-]*$/

/**
 * A text as one word of a POSIX shell; null where that would hold what a terminal obeys or a reader can't see, for
 * nobody should paste what he can't read.
 */
export function quoted(text: string): string | null {
  if (text === "" || term(text) !== text) return null
  return PLAIN.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}

/** The same of a path, which a program must not take for an option or for standard input. */
export const quotedPath = (path: string): string | null => quoted(path.startsWith("-") ? `./${path}` : path)

import type { Command } from "./command.ts"
import { Splitter } from "./splitter.ts"

/** Splits a script as a POSIX shell does. Never fails: what isn't closed is taken as it stands. Linear in the text. */
export const parseShell = (text: string): readonly Command[] => new Splitter(text).run()

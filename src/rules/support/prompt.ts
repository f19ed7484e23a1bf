import type { CommandStep, StartedCommand } from "./command.ts"
import { show } from "./words.ts"

/** Interpreters that prompt where they are given no script. */
const PROMPTS =
  /^(?:node|python[\d.]*|pypy[\d.]*|irb|ghci|jshell|julia|R|lua[\d.]*|iex|erl|clojure|scala|bun|deno|psysh)$/

/** What asks a person for commands. */
export interface Prompt {
  /** `an interactive shell`. */
  readonly what: string
  readonly step: CommandStep
}

/** Null where a program is started, or it can't be told. */
export function promptIn({ final }: StartedCommand): Prompt | null {
  if (final === null || (final.role !== "shell" && final.role !== "program")) return null
  const options = final.argv.slice(final.argv[0] === "busybox" ? 2 : 1)
  if (final.role === "shell" && final.text === null)
    return options.every((word) => /^-[il]+$|^--(?:login|interactive|norc|noprofile)$/.test(word))
      ? { what: "an interactive shell", step: final }
      : null
  const isPrompt = PROMPTS.test(final.name) && options.length === 0
  return isPrompt || (final.name === "php" && options.join(" ") === "-a")
    ? { what: `an interactive prompt of ${show(final.name)}`, step: final }
    : null
}

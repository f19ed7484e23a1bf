import type { Command, Word } from "./types.ts"

/** What a command was given. */
export interface Options {
  /** Every option by name, dashes included (`-y`, `--yes`), with its values in order; null where it has none or an unknown one. Letters written together stand apart. */
  readonly named: ReadonlyMap<string, readonly (string | null)[]>
  /** What is no option: the subcommand first, where the command has any. */
  readonly operands: readonly Word[]
  /** True where a word may hold further options: `$OPTS`. */
  readonly hasUnknown: boolean
  /** True where one of these was given. */
  has(...names: readonly string[]): boolean
  /** All known values of these, in order. */
  values(...names: readonly string[]): string[]
}

/** Options that take the next word as their value: `-o`, `--option`. */
export type WithValue = ReadonlySet<string>

const NONE: WithValue = new Set()

/** Reads a command's options as getopt_long(3) does, with operands in between; `--` ends them. */
export function optionsOf(command: Pick<Command, "words">, withValue: WithValue = NONE): Options {
  const named = new Map<string, (string | null)[]>()
  const operands: Word[] = []
  let hasUnknown = false
  const add = (name: string, value: string | null): void => {
    const known = named.get(name)
    if (known === undefined) named.set(name, [value])
    else known.push(value)
  }
  const { words } = command
  for (let at = 1; at < words.length; at++) {
    const word = words[at]!
    const { value, loose } = word
    if (value === "--") {
      operands.push(...words.slice(at + 1))
      break
    }
    if (!loose.startsWith("-") || loose === "-") {
      if (value === null && /^[$`<>]/.test(loose)) hasUnknown = true
      operands.push(word)
    } else if (loose.startsWith("--")) {
      const equals = loose.indexOf("=")
      if (equals > 0) add(loose.slice(0, equals), value === null ? null : loose.slice(equals + 1))
      else add(loose, withValue.has(loose) ? (words[++at]?.value ?? null) : null)
    } else {
      let letter = 1
      while (letter < loose.length && !withValue.has(`-${loose[letter]}`)) add(`-${loose[letter++]}`, null)
      const rest = loose.slice(letter + 1)
      if (letter < loose.length)
        add(`-${loose[letter]}`, rest === "" ? (words[++at]?.value ?? null) : value === null ? null : rest)
    }
  }
  return {
    named,
    operands,
    hasUnknown,
    has: (...names) => names.some((name) => named.has(name)),
    values: (...names) => names.flatMap((name) => (named.get(name) ?? []).filter((value) => value !== null)),
  }
}

import type { Redirect, Word } from "./types.ts"

/** A text that a command hands to a shell, and the word it stands in; -1 where it is a heredoc. */
interface Script {
  readonly text: string
  readonly word: number
}

const SHELLS = new Set(["sh", "bash", "ash", "dash", "ksh", "mksh", "zsh"])
const VALUED = /^[-+]\w*[oO]$/

/** True for the name of a shell that reads commands. */
export const isShellName = (name: string): boolean => SHELLS.has(name)

/** Where in a shell's words its operands begin, and whether `-c` was given. */
export function shellOperands(words: readonly Word[]): { readonly hasCommand: boolean; readonly first: number } {
  let hasCommand = false
  let at = 1
  for (; at < words.length; at++) {
    const { loose } = words[at]!
    if (loose === "--" || loose === "-") {
      at++
      break
    }
    if (!/^[-+]./.test(loose)) break
    if (/^-\w*c/.test(loose)) hasCommand = true
    if (VALUED.test(loose) || loose === "--rcfile" || loose === "--init-file") at++
  }
  return { hasCommand, first: at }
}

const heredocOf = (redirects: readonly Redirect[]): Script[] =>
  redirects.flatMap(({ heredoc }) => (heredoc === null ? [] : [{ text: heredoc, word: -1 }]))

const wordAt = (words: readonly Word[], at: number): Script[] => {
  const value = words[at]?.value ?? null
  return value === null ? [] : [{ text: value, word: at }]
}

function afterOption(words: readonly Word[]): Script[] {
  const at = words.findIndex(({ value }) => value === "-c" || value === "--command")
  return at < 0 ? [] : wordAt(words, at + 1)
}

/** The texts that a command hands to a shell, as far as they are known: `sh -c "…"`, `bash <<EOF`, `eval "…"`. */
export function scriptsOf(name: string, words: readonly Word[], redirects: readonly Redirect[]): Script[] {
  if (words.length === 0) return heredocOf(redirects)
  if (name === "eval") {
    const known = words.slice(1).every(({ value }) => value !== null)
    return known && words.length > 1
      ? [
          {
            text: words
              .slice(1)
              .map(({ value }) => value)
              .join(" "),
            word: 1,
          },
        ]
      : []
  }
  if (name === "su" || name === "runuser") return afterOption(words)
  if (!isShellName(name)) return []
  const { hasCommand, first } = shellOperands(words)
  if (hasCommand) return wordAt(words, first)
  return first >= words.length ? heredocOf(redirects) : []
}

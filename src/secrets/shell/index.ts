import type { Evidence } from "../../model/index.ts"
import { judgePair, NAMED_VALUE } from "../assignments/index.ts"
import { readInstruction } from "./instruction.ts"
import { isCredential } from "./judge.ts"
import { readScript } from "./reader.ts"
import { writtenBy } from "./streams.ts"
import { readText } from "./text.ts"
import { parseShell } from "./words.ts"

/** A literal credential in a line of shell, and what it is given to: a variable, an option, a command. */
export interface ShellCredential {
  readonly name: string
  /** The secret itself: for the redactor and for comparing, never for a message. */
  readonly value: string
  /** Family and evidence as for a pair of name and value; a password that only a command gives away is a `generic` one. */
  readonly type: string
  readonly evidence: Evidence
}

function credentialOf(name: string, value: string): ShellCredential {
  const judged = judgePair(name.replace(/^.*\s/, "").replace(/^-+/, ""), value, "metadata")
  return {
    name,
    value: judged?.value ?? value,
    type: judged?.type ?? NAMED_VALUE,
    evidence: judged?.evidence ?? "generic",
  }
}

/**
 * Credentials in one line of a build as any builder writes it to the history, or in one line of a Dockerfile or shell:
 * build arguments, `ENV`, `ARG` and `LABEL`, and whatever a command is given. Each value once. Linear in the line.
 */
export function credentialsInLine(line: string): ShellCredential[] {
  const found = new Map<string, ShellCredential>()
  const add = (name: string, value: string): void => {
    if (!found.has(value)) found.set(value, credentialOf(name, value))
  }
  const { pairs, script } = readInstruction(line)
  for (const { name, value } of pairs) {
    if (isCredential(name, value)) add(name, value)
    else if (/[=:]/.test(value)) {
      readText(value, 0, add)
      readScript(value, 0, add)
    }
  }
  for (const words of execForm(script)) readScript(words, 0, add)
  return [...found.values()]
}

/** `["mysql", "-psecret"]` as a line of shell; any other script as it is. */
function execForm(script: string): readonly string[] {
  const text = script.trim()
  if (!text.startsWith("[")) return [script]
  try {
    const words: unknown = JSON.parse(text)
    if (Array.isArray(words))
      return [
        words
          .filter((word) => typeof word === "string")
          .map(quote)
          .join(" "),
      ]
  } catch {
    // Docker's own history has no commas in it: that a shell can read.
  }
  return [text.replace(/^\[\s{0,8}/, "").replace(/\s{0,8}\]$/, "")]
}

const quote = (word: string): string => `'${word.replaceAll("'", String.raw`'\''`)}'`

/** Words of a command, as Entrypoint, Cmd and the test of a health check have them. */
export const credentialsInCommand = (words: readonly string[]): ShellCredential[] =>
  credentialsInLine(words.map(quote).join(" "))

/** Credentials in a script, a shell history, a Dockerfile, a Makefile, with the line that each stands in, from 1. */
export function credentialsInScript(text: string): (ShellCredential & { readonly line: number })[] {
  const starts = [0]
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1)
  const found = new Map<string, ShellCredential & { readonly line: number }>()
  readScript(text, 0, (name, value, at) => {
    if (!found.has(value)) found.set(value, { ...credentialOf(name, value), line: lineOf(starts, at) })
  })
  return [...found.values()].toSorted((a, b) => a.line - b.line)
}

function lineOf(starts: readonly number[], at: number): number {
  let low = 0
  let high = starts.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (starts[middle]! <= at) low = middle
    else high = middle
  }
  return low + 1
}

/** Files that a line of a build writes by `echo`, `tee` or a heredoc, as far as the line shows them: to be read as the files they become. */
export function writtenFiles(line: string): { readonly path: string; readonly text: string }[] {
  return parseShell(readInstruction(line).script).flatMap((command) => {
    const { paths, written } = writtenBy(command) ?? { paths: [], written: [] }
    return paths.flatMap((path) => written.map(({ text }) => ({ path, text })))
  })
}

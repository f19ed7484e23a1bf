import type { Entry } from "./entry.ts"
import { closingQuote, unescape } from "./quotes.ts"

interface Token {
  readonly kind: "string" | "word" | "sign"
  readonly text: string
  readonly line: number
}

const WORD = /[$A-Za-z_][\w$]{0,200}/y
/** What may stand behind a literal that is all of a value: no `.`, `+`, `%` or `(`, which make something else of it. */
const ENDS = new Set([",", ";", ")", "}", "]", ""])

const END: Token = { kind: "sign", text: "", line: -1 }
/** Tokens that a name and what stands between it and its value may take. */
const LOOK_BACK = 7
/** What makes a line go on in the next one. */
const JOINS = new Set([".", "+", "%"])

/** Literals that a PHP, Python or Ruby configuration gives to names: `NAME = "…"`, `'name' => '…'`, `"name": "…"`, `define('NAME', '…')`. */
export function* code(text: string): Generator<Entry> {
  const before: Token[] = []
  for (const token of tokens(text)) {
    const entry = before.at(-1)?.kind === "string" ? entryOf(before, token) : null
    if (entry !== null) yield entry
    before.push(token)
    if (before.length > LOOK_BACK) before.shift()
  }
  const last = entryOf(before, END)
  if (last !== null) yield last
}

function entryOf(before: readonly Token[], next: Token): Entry | null {
  const value = before.at(-1)
  if (value?.kind !== "string" || value.text === "") return null
  const isLast = next.line === value.line ? next.kind === "sign" && ENDS.has(next.text) : !JOINS.has(next.text)
  if (!isLast) return null
  const name = nameBefore(before.slice(0, -1))
  return name === null ? null : { path: [name.replace(/^\$/, "")], value: value.text, line: value.line }
}

function nameBefore(before: readonly Token[]): string | null {
  const [last, second, third, fourth] = before.toReversed()
  if (last?.kind !== "sign" || second === undefined) return null
  if (last.text === "=" || last.text === ":" || last.text === "=>") {
    // A type between the name and the value: `KEY: str = "…"`.
    if (last.text === "=" && second.kind === "word" && third?.text === ":" && fourth?.kind === "word")
      return fourth.text
    if (second.kind !== "sign") return second.text
    return second.text === "]" && third?.kind === "string" && fourth?.text === "[" ? third.text : null
  }
  const isDefine =
    last.text === "," && second.kind === "string" && third?.text === "(" && fourth?.text.toLowerCase() === "define"
  return isDefine ? second.text : null
}

function* tokens(text: string): Generator<Token> {
  let line = 1
  const isPython = !/<\?(?:php|=)/i.test(text.slice(0, 4096))
  for (let at = 0; at < text.length;) {
    const char = text.charAt(at)
    if (char === "\n") line++
    const comment = endOfComment(text, at, isPython)
    if (comment > at) {
      line += text.slice(at, comment).split("\n").length - 1
      at = comment
    } else if (char === '"' || char === "'") {
      const triple = char.repeat(3)
      const isTriple = isPython && text.startsWith(triple, at)
      const end = isTriple ? text.indexOf(triple, at + 3) : closingQuote(text, at)
      const stop = end < 0 ? text.length : end
      const inner = text.slice(at + (isTriple ? 3 : 1), stop)
      yield { kind: "string", text: char === '"' ? unescape(inner) : inner.replaceAll(/\\(['\\])/g, "$1"), line }
      at = stop + (isTriple ? 3 : 1)
      line += inner.split("\n").length - 1
    } else if (/[$A-Za-z_]/.test(char)) {
      WORD.lastIndex = at
      const word = WORD.exec(text)?.[0] ?? char
      yield { kind: "word", text: word, line }
      at += word.length
    } else {
      const sign = text.startsWith("=>", at) || text.startsWith("==", at) ? text.slice(at, at + 2) : char
      if (!/\s/.test(char)) yield { kind: "sign", text: sign, line }
      at += sign.length
    }
  }
}

/** Where a comment that starts at `at` ends; `at` where none starts. */
function endOfComment(text: string, at: number, isPython: boolean): number {
  const char = text.charAt(at)
  if (!isPython && text.startsWith("/*", at)) {
    const end = text.indexOf("*/", at + 2)
    return end < 0 ? text.length : end + 2
  }
  if (char === "#" || (!isPython && text.startsWith("//", at))) {
    const end = text.indexOf("\n", at)
    return end < 0 ? text.length : end
  }
  return at
}

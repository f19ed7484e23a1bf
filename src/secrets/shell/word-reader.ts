import type { Word } from "./command.ts"

/** Which brackets and quotes may still be closed: one that was found open to the end need not be looked for again. */
export interface Opened {
  single: boolean
  double: boolean
  paren: boolean
  brace: boolean
  backtick: boolean
}

interface Read {
  readonly word: Word
  readonly inner: readonly Word[]
  readonly end: number
}

const PLAIN = /[^\s;&|()<>\\'"$`]+/y
const PLAIN_QUOTED = /[^\\"$`]+/y
const VARIABLE = /\$(?:[A-Za-z_]\w{0,200}|[\d@*#?!])/y
const DEFAULT = /^\$\{(\w{1,200}):?[-=](.{1,4096})\}$/s
const STOP = /[\s;&|()<>]/

/** Reads the word that starts at `start`. */
export function readWord(text: string, start: number, opened: Opened): Read {
  const reader = new WordReader(text, start, opened)
  reader.read()
  return {
    word: { text: reader.parts.join(""), at: start, expands: reader.expands },
    inner: reader.inner,
    end: reader.at,
  }
}

class WordReader {
  readonly #text: string
  readonly #opened: Opened
  at: number
  parts: string[] = []
  inner: Word[] = []
  expands = false

  constructor(text: string, at: number, opened: Opened) {
    this.#text = text
    this.at = at
    this.#opened = opened
  }

  read(): void {
    const text = this.#text
    while (this.at < text.length && !STOP.test(text[this.at]!)) {
      if (this.#take(PLAIN)) continue
      const char = text[this.at]!
      if (char === "\\") this.#escape()
      else if (char === "'") this.#single()
      else if (char === '"') this.#double()
      else if (char === "$" && text[this.at + 1] === "'") this.#ansi()
      else this.#expansion()
    }
  }

  #take(pattern: RegExp): boolean {
    pattern.lastIndex = this.at
    if (!pattern.test(this.#text)) return false
    this.parts.push(this.#text.slice(this.at, pattern.lastIndex))
    this.at = pattern.lastIndex
    return true
  }

  #literal(length = 1): void {
    this.parts.push(this.#text.slice(this.at, this.at + length))
    this.at += length
  }

  #escape(): void {
    const next = this.#text[this.at + 1]
    const line = next === "\r" && this.#text[this.at + 2] === "\n" ? 3 : 2
    if (next !== "\n" && line === 2) this.parts.push(next ?? "\\")
    this.at += line
  }

  #single(): void {
    const end = this.#opened.single ? this.#text.indexOf("'", this.at + 1) : -1
    if (end < 0) {
      this.#opened.single = false
      this.#literal()
      return
    }
    this.parts.push(this.#text.slice(this.at + 1, end))
    this.at = end + 1
  }

  /** `$'…'`. */
  #ansi(): void {
    const pattern = /\$'((?:[^'\\]|\\.){0,65536})'/sy
    pattern.lastIndex = this.at
    const match = this.#opened.single ? pattern.exec(this.#text) : null
    if (match === null) {
      this.#literal()
      return
    }
    this.at = pattern.lastIndex
    this.parts.push(unescape(match[1]!))
  }

  #double(): void {
    const text = this.#text
    const before = { at: this.at, parts: this.parts.length, inner: this.inner.length, expands: this.expands }
    if (this.#opened.double) {
      this.at++
      while (this.at < text.length) {
        if (this.#take(PLAIN_QUOTED)) continue
        const char = text[this.at]!
        if (char === '"') {
          this.at++
          return
        }
        if (char !== "\\") this.#expansion()
        else if (/["\\$`\n]/.test(text[this.at + 1] ?? "")) this.#escape()
        else this.#literal(2)
      }
      this.#opened.double = false
      this.at = before.at
      this.parts.length = before.parts
      this.inner.length = before.inner
      this.expands = before.expands
    }
    this.#literal()
  }

  /** What a `$` or a backtick begins. */
  #expansion(): void {
    const text = this.#text
    const next = text[this.at + 1]
    if (text[this.at] === "`") this.#enclosed("backtick", 1, this.#endOfBackticks())
    else if (next === "(") this.#enclosed("paren", 2, this.#opened.paren ? endOfParens(text, this.at + 2) : -1)
    else if (next === "{") this.#enclosed("brace", 2, this.#opened.brace ? text.indexOf("}", this.at + 2) : -1)
    else {
      VARIABLE.lastIndex = this.at
      if (VARIABLE.test(text)) {
        this.expands = true
        this.#literal(VARIABLE.lastIndex - this.at)
      } else this.#literal()
    }
  }

  #endOfBackticks(): number {
    if (!this.#opened.backtick) return -1
    let end = this.#text.indexOf("`", this.at + 1)
    while (end > 0 && this.#text[end - 1] === "\\") end = this.#text.indexOf("`", end + 1)
    return end
  }

  #enclosed(kind: "paren" | "brace" | "backtick", opener: number, end: number): void {
    if (end < 0) {
      this.#opened[kind] = false
      this.#literal(opener)
      return
    }
    const raw = this.#text.slice(this.at, end + 1)
    this.expands = true
    this.parts.push(raw)
    const at = this.at + opener
    if (kind !== "brace") this.inner.push({ text: raw.slice(opener, -1), at, expands: false })
    else {
      // What a variable holds where nobody set it is as good as given to it.
      const [, name, value] = DEFAULT.exec(raw) ?? []
      if (value !== undefined) this.inner.push({ text: `${name}=${value}`, at, expands: false })
    }
    this.at = end + 1
  }
}

/** The `)` that closes what is open at `from`; -1 where none does. */
function endOfParens(text: string, from: number): number {
  const mark = /[()\\'"]/g
  mark.lastIndex = from
  let depth = 1
  for (let match = mark.exec(text); match !== null; match = mark.exec(text)) {
    const char = match[0]
    if (char === "(") depth++
    else if (char === ")" && --depth === 0) return match.index
    else if (char === "\\") mark.lastIndex = match.index + 2
    else if (char === "'") {
      const end = text.indexOf("'", match.index + 1)
      if (end < 0) return -1
      mark.lastIndex = end + 1
    } else if (char === '"') {
      const end = endOfDouble(text, match.index + 1)
      if (end < 0) return -1
      mark.lastIndex = end + 1
    }
  }
  return -1
}

function endOfDouble(text: string, from: number): number {
  let end = text.indexOf('"', from)
  while (end > 0 && text[end - 1] === "\\") end = text.indexOf('"', end + 1)
  return end
}

const CONTROLS: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  e: "\x1b",
  a: "\x07",
  b: "\b",
  "0": "\0",
}

/** Takes the escapes off a text in ANSI-C quoting, as `echo -e` and `printf` read them too. */
export const unescape = (text: string): string =>
  text.replace(/\\(?:x([0-9A-Fa-f]{2})|(.))/gs, (_, hex?: string, char?: string) =>
    hex === undefined ? (CONTROLS[char!] ?? char!) : String.fromCharCode(Number.parseInt(hex, 16)),
  )

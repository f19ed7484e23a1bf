import { DEEPEST, type Entry } from "./entry.ts"
import { lineCounter } from "./lines.ts"
import { closingQuote, unescape } from "./quotes.ts"

interface Syntax {
  /** Ends a key, besides a colon. */
  readonly equals: boolean
  /** `#` starts a comment. */
  readonly hash: boolean
  /** `[a.b]` on a line of its own starts a table (TOML). */
  readonly tables: boolean
}

interface Frame {
  readonly isList: boolean
  /** What the parent calls it; `null` where it has no name. */
  readonly name: string | null
}

const SPACE = /\s/
const BARE = /[^\s,[\]{}"':=]/
const TABLE = /\[{1,2}[ \t]{0,20}([\w."'-]{1,400})[ \t]{0,20}\]{1,2}/y
const HEREDOC = /<<[-~]?"?(\w{1,80})"?[^\n]{0,80}\n/y

/**
 * Braces, brackets, strings and words with a key before them: JSON with or without comments and stray commas, TOML,
 * Terraform's language, and a `{…}` in YAML. One reader for all, for what they don't share doesn't matter here.
 */
class Reader {
  readonly #text: string
  readonly #syntax: Syntax
  #at = 0
  readonly #lineAt: (index: number) => number
  #table: readonly string[] = []
  #frames: Frame[] = []
  /** Frames beyond the deepest that is kept. */
  #tooDeep = 0
  #key: string | null = null
  #isQuotedKey = false
  /** Words with nothing between them: `credentials "app.terraform.io" {`. */
  #labels: string[] = []

  constructor(text: string, syntax: Syntax, line: number) {
    this.#text = text
    this.#syntax = syntax
    this.#lineAt = lineCounter(text, line)
  }

  *read(): Generator<Entry> {
    while (this.#at < this.#text.length) {
      const char = this.#text.charAt(this.#at)
      if (SPACE.test(char) || char === ",") this.#at++
      else if (this.#isComment(char)) this.#skipComment()
      else if (char === "[" && this.#isTable()) continue
      else if (char === "{" || char === "[") this.#open(char === "[")
      else if (char === "}" || char === "]") this.#close()
      else if (char === ":" || char === "=") this.#at++
      else yield* this.#scalar(char)
    }
  }

  #isComment(char: string): boolean {
    if (char === "#") return this.#syntax.hash
    return char === "/" && (this.#text.charAt(this.#at + 1) === "/" || this.#text.charAt(this.#at + 1) === "*")
  }

  #skipComment(): void {
    const isBlock = this.#text.startsWith("/*", this.#at)
    const end = isBlock ? this.#text.indexOf("*/", this.#at + 2) : this.#text.indexOf("\n", this.#at)
    this.#at = end < 0 ? this.#text.length : end + (isBlock ? 2 : 0)
  }

  #isTable(): boolean {
    if (!this.#syntax.tables || this.#frames.length > 0 || this.#key !== null) return false
    TABLE.lastIndex = this.#at
    const table = TABLE.exec(this.#text)
    if (table === null) return false
    this.#table = splitKey(table[1] ?? "")
    this.#at = TABLE.lastIndex
    return true
  }

  #open(isList: boolean): void {
    this.#at++
    const name = this.#key ?? (this.#labels.length > 0 && !this.#inList() ? this.#labels.join(".") : null)
    this.#key = null
    this.#labels = []
    if (this.#frames.length < DEEPEST) this.#frames.push({ isList, name })
    else this.#tooDeep++
  }

  #close(): void {
    this.#at++
    this.#key = null
    this.#labels = []
    if (this.#tooDeep > 0) this.#tooDeep--
    else this.#frames.pop()
  }

  #inList(): boolean {
    return this.#frames.at(-1)?.isList ?? false
  }

  *#scalar(char: string): Generator<Entry> {
    const start = this.#at
    const value = char === '"' || char === "'" ? this.#string(char) : (this.#heredoc() ?? this.#bare())
    if (!this.#inList() && this.#key === null && this.#isKey()) {
      this.#key = value
      this.#isQuotedKey = char === '"' || char === "'"
      this.#labels = []
    } else if (this.#key !== null || this.#inList()) {
      const key = this.#key
      this.#key = null
      if (value !== "") yield { path: this.#path(key), value, line: this.#lineAt(start) }
    } else if (this.#labels.length < 4) this.#labels.push(value)
  }

  #string(quote: string): string {
    const text = this.#text
    const triple = quote.repeat(3)
    if (text.startsWith(triple, this.#at)) {
      const end = text.indexOf(triple, this.#at + 3)
      const inner = text.slice(this.#at + 3, end < 0 ? text.length : end)
      this.#at = end < 0 ? text.length : end + 3
      return inner.replace(/^\r?\n/, "")
    }
    const end = closingQuote(text, this.#at)
    const inner = text.slice(this.#at + 1, end < 0 ? text.length : end)
    this.#at = end < 0 ? text.length : end + 1
    return quote === '"' ? unescape(inner) : inner
  }

  #heredoc(): string | null {
    HEREDOC.lastIndex = this.#at
    const head = HEREDOC.exec(this.#text)
    if (head === null) return null
    const start = HEREDOC.lastIndex
    const end = this.#text.indexOf(head[1] ?? "", start)
    this.#at = end < 0 ? this.#text.length : end + (head[1] ?? "").length
    return this.#text.slice(start, end < 0 ? this.#text.length : end).trim()
  }

  /** A word; a colon or equals sign is a part of it unless a key could end there. */
  #bare(): string {
    const start = this.#at
    do this.#at++
    while (this.#at < this.#text.length && this.#isInWord(this.#text.charAt(this.#at)))
    return this.#text.slice(start, this.#at)
  }

  #isInWord(char: string): boolean {
    if (BARE.test(char)) return true
    if (char === "=") return !this.#syntax.equals || this.#key !== null
    return char === ":" && !/[\s"']/.test(this.#text.charAt(this.#at + 1) || " ")
  }

  #isKey(): boolean {
    let at = this.#at
    while (at < this.#text.length && at - this.#at < 100 && SPACE.test(this.#text.charAt(at))) at++
    const char = this.#text.charAt(at)
    return char === ":" || (this.#syntax.equals && char === "=")
  }

  #path(key: string | null): string[] {
    const path = [...this.#table]
    for (const { name } of this.#frames) if (name !== null) path.push(name)
    if (key !== null) path.push(...(this.#syntax.tables && !this.#isQuotedKey ? splitKey(key) : [key]))
    return path
  }
}

const splitKey = (key: string): string[] => (/["']/.test(key) ? [key.replaceAll(/["']/g, "")] : key.split("."))

const as =
  (syntax: Syntax) =>
  (text: string, line = 1): Generator<Entry> =>
    new Reader(text, syntax, line).read()

/** JSON as people write it: comments and stray commas are read over. */
export const json = as({ equals: false, hash: false, tables: false })
export const toml = as({ equals: true, hash: true, tables: true })
/** Terraform's language, as far as values go. */
export const hcl = as({ equals: true, hash: true, tables: false })

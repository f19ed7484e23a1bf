import { readWord, type Opened } from "./word-reader.ts"
import type { Command, Word } from "./command.ts"

const BLANK = /[^\S\n]+|\\\r?\n/y
const OPERATOR = /\n|;{1,2}|&&|&>{1,2}|&|\|\||\|&?|\(|\)|<<<|<<-?|<>|<&|<|>>|>\||>&|>/y
const HEREDOC_WORD = /[ \t]{0,8}(?:'([^'\n]{1,60})'|"([^"\n]{1,60})"|\\?([\w.-]{1,60}))/y
/** Heredocs without an end that are looked for, each through all of the text. */
const PATIENCE = 32

/** Reads a script from start to end, one command after the other. */
export class Splitter {
  readonly #text: string
  readonly #commands: Command[] = []
  readonly #opened: Opened = { single: true, double: true, paren: true, brace: true, backtick: true }
  /** Where the groups start that are still open, in `#commands`. */
  readonly #groups: number[] = []
  #current: Command = empty()
  /** What the next command reads from a pipe. */
  #sources: Command[] = []
  /** The group that was closed just now. */
  #closed: Command[] | null = null
  #at = 0
  #heredocs: { readonly end: string; readonly command: Command }[] = []
  #patience = PATIENCE
  #isFlat = false

  constructor(text: string) {
    this.#text = text
  }

  run(): readonly Command[] {
    const text = this.#text
    while (this.#at < text.length) {
      if (this.#skip(BLANK) !== null) continue
      const at = this.#at
      if (text[at] === "#" && (at === 0 || /\s|[;&|()]/.test(text[at - 1]!))) this.#comment()
      else {
        const operator = this.#skip(OPERATOR)
        if (operator === null) this.#word()
        else this.#operate(operator)
      }
    }
    this.#endCommand()
    return this.#commands
  }

  #skip(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at
    const match = pattern.exec(this.#text)
    if (match === null) return null
    this.#at = pattern.lastIndex
    return match[0]
  }

  #comment(): void {
    const end = this.#text.indexOf("\n", this.#at)
    const stop = end < 0 ? this.#text.length : end
    this.#current.inner.push({ text: this.#text.slice(this.#at + 1, stop), at: this.#at + 1, expands: false })
    this.#at = stop
  }

  #word(): Word {
    const { word, inner, end } = readWord(this.#text, this.#at, this.#opened)
    this.#at = end
    for (const one of inner) this.#current.inner.push(one)
    const { words } = this.#current
    if (word.text === "{" && words.length === 0) this.#groups.push(this.#commands.length)
    else if (word.text === "}" && words.length === 0) this.#closeGroup()
    // The number of a file: `2>/dev/null`.
    else if (!(/^\d$/.test(word.text) && /[<>]/.test(this.#text[end] ?? ""))) words.push(word)
    return word
  }

  #operate(operator: string): void {
    if (operator === "\n") {
      this.#endCommand()
      this.#takeHeredocs()
    } else if (operator === "(") {
      this.#endCommand()
      this.#groups.push(this.#commands.length)
    } else if (operator === ")") this.#closeGroup()
    else if (operator === "|" || operator === "|&") {
      const sources = this.#hasContent() ? [this.#current] : (this.#closed ?? [])
      this.#endCommand()
      this.#sources = sources
    } else if (operator === "<<" || operator === "<<-") this.#heredoc()
    else if (/[<>]/.test(operator)) this.#redirect(operator)
    else this.#endCommand()
  }

  #redirect(operator: string): void {
    this.#skip(BLANK)
    const here = this.#text[this.#at] ?? ""
    if (here === "" || /[\n;&|()<>]/.test(here)) return
    const before = this.#current.words.length
    const word = this.#word()
    this.#current.words.length = before
    if (operator === "<<<") this.#current.inputs.push(word)
    else if (operator.includes(">")) this.#current.outputs.push(word)
  }

  #heredoc(): void {
    HEREDOC_WORD.lastIndex = this.#at
    const match = HEREDOC_WORD.exec(this.#text)
    if (match === null) return
    this.#at = HEREDOC_WORD.lastIndex
    const end = match[1] ?? match[2] ?? match[3] ?? ""
    this.#heredocs.push({ end, command: this.#current })
    // A builder that writes a heredoc in one line leaves what follows as it was: to be read as a text, and as words.
    // Only the first: several would share the same text.
    if (!this.#isFlat && this.#text.indexOf("\n", this.#at) < 0) {
      this.#isFlat = true
      const stop = this.#text.lastIndexOf(end)
      if (stop > this.#at)
        this.#current.inputs.push({ text: this.#text.slice(this.#at, stop), at: this.#at, expands: false })
    }
  }

  /** At the start of the line after those that announced them. */
  #takeHeredocs(): void {
    const pending = this.#heredocs
    this.#heredocs = []
    for (const { end, command } of pending) {
      const stop = this.#endOfHeredoc(end)
      if (stop === null) continue
      command.inputs.push({ text: this.#text.slice(this.#at, stop.start), at: this.#at, expands: false })
      this.#at = stop.after
    }
  }

  #endOfHeredoc(end: string): { readonly start: number; readonly after: number } | null {
    if (this.#patience === 0) return null
    for (let from = this.#at; ;) {
      const start = this.#text.indexOf(end, from)
      if (start < 0) break
      const after = start + end.length
      // Alone in its line, but for tabs; and blanks, which people add.
      const before = this.#text.slice(Math.max(this.#at - 1, start - 16), start)
      if (/(?:^|\n)[ \t]*$/.test(before) && /^[ \t\r]*(?:\n|$|\))/.test(this.#text.slice(after, after + 16)))
        return { start, after }
      from = after
    }
    this.#patience--
    return null
  }

  #hasContent(): boolean {
    const { words, inputs } = this.#current
    return words.length + inputs.length > 0
  }

  #endCommand(): void {
    const { words, inner, inputs, outputs } = this.#current
    if (words.length + inner.length + inputs.length + outputs.length === 0) return
    for (const source of this.#sources) this.#current.sources.push(source)
    this.#commands.push(this.#current)
    this.#sources = []
    this.#closed = null
    this.#current = empty()
  }

  #closeGroup(): void {
    this.#endCommand()
    const start = this.#groups.pop()
    this.#closed = start === undefined ? null : this.#commands.slice(start, start + GROUP)
  }
}

/** Commands of a group whose output is looked at. */
const GROUP = 8

const empty = (): Command => ({ words: [], outputs: [], inputs: [], sources: [], inner: [] })

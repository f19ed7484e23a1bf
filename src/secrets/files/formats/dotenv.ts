import { type Entry, LONGEST } from "./entry.ts"
import { lineCounter } from "./lines.ts"
import { closingQuote, unescape } from "./quotes.ts"

/** `KEY=` at the start of a line, `export` before it or not; `KEY: ` too, which some readers of such files know. */
const NAME =
  /(?:(?:export|set|declare -x|local|readonly)[ \t]{1,20})?([A-Za-z_][\w.-]{0,200})[ \t]{0,20}(?:=|:(?=[ \t]))[ \t]{0,20}/y
const BLANKS = /[ \t\r\n]{0,4096}/y

/** Variables of a `.env` file and of shell assignments: quoted values may run over lines, a comment ends others. */
export function* dotenv(text: string): Generator<Entry> {
  let at = 0
  const lineAt = lineCounter(text)
  const quotes = new NextQuote(text)
  while (at < text.length) {
    BLANKS.lastIndex = at
    BLANKS.exec(text)
    at = Math.max(at, BLANKS.lastIndex)
    NAME.lastIndex = at
    const name = NAME.exec(text)
    const start = name === null ? at : NAME.lastIndex
    const next = text.indexOf("\n", start)
    const end = next < 0 ? text.length : next
    const close = name === null ? -1 : quotes.closing(start)
    if (name !== null) {
      const value = close < 0 ? bare(text.slice(start, end)) : between(text, start, close)
      if (value !== "") yield { path: [name[1] ?? ""], value, line: lineAt(at) }
    }
    const after = close < 0 ? end : text.indexOf("\n", close)
    at = after < 0 ? text.length : after + 1
  }
}

const between = (text: string, start: number, close: number): string =>
  text.charAt(start) === '"' ? unescape(text.slice(start + 1, close)) : text.slice(start + 1, close)

function bare(text: string): string {
  const comment = text.search(/[ \t]#/)
  return (comment < 0 ? text : text.slice(0, comment)).trim()
}

/** Looks for closing quotes only once where there are none, else a file of opening ones would be read over and over. */
class NextQuote {
  readonly #text: string
  readonly #absent = new Set<string>()

  constructor(text: string) {
    this.#text = text
  }

  closing(start: number): number {
    const quote = this.#text.charAt(start)
    if ((quote !== '"' && quote !== "'" && quote !== "`") || this.#absent.has(quote)) return -1
    const close = quote === '"' ? closingQuote(this.#text, start) : this.#text.indexOf(quote, start + 1)
    if (close < 0) this.#absent.add(quote)
    return close - start > LONGEST ? -1 : close
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f", "0": "\0" }
const ESCAPED = /\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|([\s\S]))/g

/** Text of a string as most languages write it between double quotes. */
export const unescape = (text: string): string =>
  text.includes("\\")
    ? text.replace(ESCAPED, (_, wide?: string, narrow?: string, one = "") => {
        const code = wide ?? narrow
        return code === undefined ? (ESCAPES[one] ?? one) : String.fromCharCode(Number.parseInt(code, 16))
      })
    : text

/** Where the string ends whose quote stands at `start`: the index of the closing quote, -1 where there is none before `limit`. */
export function closingQuote(text: string, start: number, limit = text.length): number {
  const quote = text.charCodeAt(start)
  for (let at = start + 1; at < limit; at++) {
    const code = text.charCodeAt(at)
    if (code === 92) at++
    else if (code === quote) return at
  }
  return -1
}

/** A value without the quotes around it. */
export function unquote(text: string): string {
  const value = text.trim()
  const quote = value.charAt(0)
  if (value.length < 2 || !value.endsWith(quote)) return value
  if (quote === '"') return unescape(value.slice(1, -1))
  return quote === "'" || quote === "`" ? value.slice(1, -1) : value
}

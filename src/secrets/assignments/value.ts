import { type CharClass, classOf, endOfRun } from "./chars.ts"
import { WRAPPER } from "./syntax.ts"

/** A value as it is written in a text. */
export interface Written {
  /** What it means: without quotes and escapes. */
  readonly value: string
  /** Where it starts in the text, behind its quote. */
  readonly index: number
  readonly quoted: boolean
}

const LONGEST = 4096
/** A run that is longer is no value but data: what follows it need not be looked at. */
const LONGEST_RUN = 2048
const BACKSLASH = 92
const NEWLINE = 10
const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" }
const QUOTE = /(\\{0,3})("""|'''|["'`])/y
/** In the middle of a line a value ends at whatever may end one in some language. */
const BARE = classOf(/[^\s"'`<>&;,|()[\]{}\\]/)
const LINE = classOf(/[^\r\n]/)
const CONNECTION = classOf(/[^\s;"'<>]/)
const ELEMENT = classOf(/[^<>]/)
/**
 * What may follow an unquoted value on its line without being a part of it: a comment, the next assignment or command.
 * One blank stands for all before it, so that a run of them is passed once.
 */
const AFTERWARDS = /[ \t](?:#|\/\/|--|\\$|&&|\|\|?|;|>|2>|[A-Za-z_][\w.-]{0,60}=|(?:and|or|if|else)[ \t])|,[ \t]|\\[nr]/

/** A value in quotes that starts at `at`, escaped or not; null where no quote is, or none that ends it. */
export function readQuoted(text: string, at: number): Written | null {
  WRAPPER.lastIndex = at
  const start = at + (WRAPPER.exec(text)?.[0].length ?? 0)
  QUOTE.lastIndex = start
  const open = QUOTE.exec(text)
  if (open === null) return null
  const [whole, escapes = "", quote = ""] = open
  const index = start + whole.length
  const end = endOf(text, index, escapes.length, quote)
  if (end < 0) return null
  const value = unescape(text.slice(index, end), escapes.length > 0)
  return { value: text.charCodeAt(start - 1) === 61 ? decodeEntities(value) : value, index, quoted: true }
}

/** Where the quotes that were opened end: at the same quote, behind as many backslashes. */
function endOf(text: string, from: number, escapes: number, quote: string): number {
  const last = Math.min(text.length, from + LONGEST)
  const mark = quote.charCodeAt(0)
  const mayBreak = quote.length > 1 || quote === "`"
  let backslashes = 0
  for (let at = from; at < last; at++) {
    const code = text.charCodeAt(at)
    if (code === BACKSLASH) {
      backslashes++
      continue
    }
    if (code === NEWLINE && !mayBreak) return -1
    if (code === mark && (backslashes === escapes || (escapes === 0 && backslashes % 2 === 0)))
      if (text.startsWith(quote, at)) return at - Math.min(backslashes, escapes)
    backslashes = 0
  }
  return -1
}

/** One level of backslashes away, two where the quotes were escaped themselves. */
function unescape(text: string, twice: boolean): string {
  if (!text.includes("\\")) return text
  const once = text.replace(/\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(["'`\\/$]))/g, (_, unit, byte, char) =>
    typeof char === "string" ? char : String.fromCharCode(Number.parseInt(String(unit ?? byte), 16)),
  )
  return twice ? unescape(once, false) : once
}

const decodeEntities = (text: string): string =>
  text.includes("&")
    ? text.replace(/&(?:([a-z]{2,4})|#(\d{1,5}));/g, (whole, name, code) =>
        typeof name === "string" ? (ENTITIES[name] ?? whole) : String.fromCharCode(Number(code)),
      )
    : text

/** The run of a class that starts at `at`; `""` where it is too long for a value. */
function run(chars: CharClass, text: string, at: number): string {
  const end = endOfRun(chars, text, at, LONGEST_RUN)
  return end - at === LONGEST_RUN ? "" : text.slice(at, end)
}

const bare = (value: string, index: number): Written | null => (value === "" ? null : { value, index, quoted: false })

/** The text of an element, without the white space around it; null where an element follows. */
export function readElement(text: string, at: number): Written | null {
  const raw = run(ELEMENT, text, at)
  if (!text.startsWith("</", at + raw.length) && !raw.includes("]]")) return null
  return bare(decodeEntities(raw.replace(/\]\]\s*$/, "").trim()), at)
}

/** An unquoted value that may have the rest of the line. */
export function readLine(text: string, at: number): Written | null {
  const line = text.slice(at, endOfRun(LINE, text, at, LONGEST_RUN))
  const end = line.search(AFTERWARDS)
  return bare((end < 0 ? line : line.slice(0, end)).trim().replace(/[;,]$/, ""), at)
}

/** A value in a connection string: up to the next semicolon. */
export const readConnection = (text: string, at: number): Written | null => bare(run(CONNECTION, text, at), at)

/** An unquoted value in the middle of a line; null where it goes on as code: a call, an index. */
export function readBare(text: string, at: number): Written | null {
  const value = run(BARE, text, at)
  const next = text.charAt(at + value.length)
  return next === "(" || next === "[" || next === "{" ? null : bare(value.replace(/[.:!?]$/, ""), at)
}

import { isText } from "./printable.ts"
import { utf16ToBytes } from "./utf16.ts"

/** What a value says once an encoding is taken off it. */
export interface Decoding {
  readonly text: string
  /** As in `Sighting`. */
  readonly encoding: "base64" | "percent-encoded" | "escaped"
}

/** Longer values are read at their start only: what hides in a megabyte of base64 is a file, and no value. */
const LONGEST = 256 * 1024
const SHORTEST_BASE64 = 16
const NOT_BASE64 = /[^A-Za-z0-9+/_=\s-]/
const PERCENT = /%[0-9A-Fa-f]{2}/g
const ESCAPE = /\\(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|["'\\/nrt])/
const ESCAPES = /\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(["'\\/nrt]))/g
const CONTROLS: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" }
/** What base64 may stand behind: `data:text/plain;base64,`, `base64:`, `b64:`. */
const LABEL = /^(?:data:[\w.+/;=-]{0,80};base64,|(?:base64|b64):)/i

/**
 * The texts that a value is an encoded form of, one level deep: none for what is itself the text. Base64 counts only
 * where what comes out is text, for any identifier decodes to something.
 */
export function decodings(value: string): Decoding[] {
  const text = value.length > LONGEST ? value.slice(0, LONGEST) : value
  const found: Decoding[] = []
  const add = (encoding: Decoding["encoding"], decoded: string | null): void => {
    if (decoded !== null && decoded !== text && decoded !== "") found.push({ text: decoded, encoding })
  }
  add("base64", fromBase64(text))
  if (text.includes("%")) add("percent-encoded", fromPercent(text))
  if (ESCAPE.test(text)) add("escaped", fromEscapes(text))
  return found
}

function fromBase64(value: string): string | null {
  const trimmed = value.trim()
  const label = LABEL.exec(trimmed)?.[0] ?? ""
  const body = trimmed.slice(label.length)
  if (body.length < SHORTEST_BASE64 || NOT_BASE64.test(body)) return null
  const digits = body.replace(/[\s=]/g, "")
  // A single digit more than whole groups of four is no encoding of anything.
  if (digits.length < SHORTEST_BASE64 - 2 || (digits.length % 4 === 1 && value.length < LONGEST)) return null
  if (/\s/.test(body) && !isWrapped(body)) return null
  const bytes = Buffer.from(digits, "base64")
  const plain = utf16ToBytes(bytes) ?? bytes
  return isText(plain) ? Buffer.from(plain).toString("utf8") : null
}

/** Lines of one length, the last one shorter: so base64 is wrapped, and prose is not. */
function isWrapped(body: string): boolean {
  const lines = body.split(/\r?\n/)
  const width = lines[0]?.length ?? 0
  return width >= SHORTEST_BASE64 && lines.every((line, at) => line.length === width || at === lines.length - 1)
}

/** Percent signs that begin no code stay: passwords hold them. */
function fromPercent(value: string): string | null {
  if (value.search(PERCENT) < 0) return null
  const bytes = value.replace(PERCENT, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)))
  // Beyond latin1 there was text that nobody encoded, and nothing to be read as bytes.
  if (/[\u0100-\uffff]/.test(bytes)) return bytes
  const raw = Buffer.from(bytes, "latin1")
  return isText(raw) ? raw.toString("utf8") : bytes
}

const fromEscapes = (value: string): string =>
  value.replace(ESCAPES, (_, unicode?: string, hex?: string, letter?: string) =>
    letter === undefined
      ? String.fromCharCode(Number.parseInt(unicode ?? hex ?? "0", 16))
      : (CONTROLS[letter] ?? letter),
  )

const DIGIT = /[A-Za-z0-9+/_-]/
/** Characters on either side of a place: a window of the engine and no more. */
const REACH = 16 * 1024

/** The run of base64 digits that goes through `at`, and where it starts; null where there is none that could be decoded. */
export function base64RunAround(
  text: string,
  at: number,
): { readonly run: string; readonly start: number; readonly text: string } | null {
  let start = at
  while (start > 0 && at - start < REACH && DIGIT.test(text.charAt(start - 1))) start--
  let end = at
  while (end < text.length && end - at < REACH && DIGIT.test(text.charAt(end))) end++
  while (end < text.length && text.charAt(end) === "=") end++
  const run = text.slice(start, end)
  const decoded = fromBase64(run)
  return decoded === null ? null : { run, start, text: decoded }
}

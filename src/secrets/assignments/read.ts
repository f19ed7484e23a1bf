import { classOf, endOfRun, isIn } from "./chars.ts"
import {
  ASSIGNED_BY,
  BLOCK_SCALAR,
  IN_ATTRIBUTE,
  IN_ELEMENT,
  IN_MEMBER,
  IN_NEXT_ELEMENT,
  LINE_START,
  NAMED,
  NEXT_ARGUMENT,
  SCHEME,
  SETS,
  SPACED,
  SQL_SETS,
} from "./syntax.ts"
import { readBare, readConnection, readElement, readLine, readQuoted, type Written } from "./value.ts"

/** A name and the value that a text gives to it, in whatever language. */
export interface Assignment {
  /** As written: `DB_PASSWORD`, `spring.datasource.password`, `--token`. */
  readonly name: string
  /** What the value means: without quotes, escapes and the scheme of a header. */
  readonly value: string
  /** Where the value starts in the text. */
  readonly index: number
  readonly quoted: boolean
  /** The name stands unquoted before a colon, as in an object of JavaScript. */
  readonly isProperty: boolean
  /** Scheme of an Authorization header, in lower case: `basic`; `""` where none was named. */
  readonly scheme: string
}

/** Characters before a name that are looked at to understand what stands around it. */
const LOOK_BACK = 256
const LONGEST_NAME = 120
const COLON = 58
const NAME = classOf(/[A-Za-z0-9_.$-]/)
/** A letter that belongs to an escape: `\npassword`. */
const ESCAPE = /^[abfnrtv0]$/

/**
 * What the text gives to the name that has a keyword at `at`; null where it gives nothing. The text may be a window on
 * a longer one. Takes time in proportion to the window, at most.
 */
export function readAssignment(text: string, at: number): Assignment | null {
  const start = startOfName(text, at)
  const end = endOfName(text, at)
  const name = text.slice(start, end).replace(/^[.$]+|[.-]+$/g, "")
  if (name === "" || end - start > LONGEST_NAME) return null
  const before = text.slice(Math.max(0, start - LOOK_BACK), start)
  const line = before.slice(before.lastIndexOf("\n") + 1)
  const written = readValue(text, { start, end, name, before, line })
  if (written === null) return null
  return { name, isProperty: text.charAt(end) === ":", ...withoutScheme(text, written) }
}

/** Where a name stands, and what stands before it. */
interface Place {
  readonly start: number
  readonly end: number
  readonly name: string
  readonly before: string
  /** The part of `before` that is on the same line. */
  readonly line: string
}

function startOfName(text: string, at: number): number {
  let start = at
  while (start > 0 && at - start < LONGEST_NAME && isIn(NAME, text.charCodeAt(start - 1))) start--
  return text.charAt(start - 1) === "\\" && ESCAPE.test(text.charAt(start)) ? start + 1 : start
}

function endOfName(text: string, at: number): number {
  let end = endOfRun(NAME, text, at, LONGEST_NAME)
  // The arrow of `name->value` and the end of a sentence are not of the name.
  while (end > at && (text.charAt(end - 1) === "-" || text.charAt(end - 1) === ".")) end--
  return end
}

function readValue(text: string, place: Place): Written | null {
  const { end, before } = place
  const next = text.charAt(end)
  const isQuoted = next === '"' || next === "'"
  let from = (isQuoted || next === ">") && isInTag(before) ? end + lengthOf(IN_ELEMENT, text, end) : end
  if (from > end) return readElement(text, from)
  if (before.endsWith(">")) from += lengthOf(IN_NEXT_ELEMENT, text, end)
  if (from > end) return readElement(text, from)
  if (isQuoted) from += lengthOf(IN_ATTRIBUTE, text, end)
  if (from > end) return readQuoted(text, from)
  if (NAMED.test(before.slice(-24))) from += lengthOf(IN_MEMBER, text, end)
  if (from > end) return readQuoted(text, from) ?? readLine(text, from)
  ASSIGNED_BY.lastIndex = end
  const assigned = ASSIGNED_BY.exec(text)
  if (assigned !== null) return readAssigned(text, end + assigned[0].length, assigned[1] ?? "", place)
  if (isArgument(before)) from += lengthOf(NEXT_ARGUMENT, text, end)
  if (from > end) return readQuoted(text, from)
  if (next === " " || next === "\t") from += lengthOf(SPACED, text, end)
  return from > end ? readSpaced(text, from, place) : null
}

const lengthOf = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0].length ?? 0
}

const isInTag = (before: string): boolean => before.lastIndexOf("<") > before.lastIndexOf(">")
/** A quoted argument, or a Ruby symbol. */
const isArgument = (before: string): boolean => /["'`:]$/.test(before)

function readAssigned(text: string, at: number, operator: string, place: Place): Written | null {
  const { before, line, end } = place
  // The second half of `test ? name : "value"`.
  if (operator === ":" && /\?[ \t]{0,4}$/.test(before)) return null
  const quoted = readQuoted(text, at)
  if (quoted !== null) return isReopened(text, quoted, line, end) ? null : quoted
  if (/["'`\r\n]/.test(text.charAt(at))) return null
  if (operator === ":" && /[|>]/.test(text.charAt(at))) return readBlock(text, at)
  if (/;[ \t]{0,2}$/.test(before) && operator === "=") return readConnection(text, at)
  // A part of a path such as `arn:aws:…:secret:name`.
  if (operator === ":" && before.endsWith(":") && text.charCodeAt(at - 1) === COLON) return null
  return LINE_START.test(line) ? readLine(text, at) : readBare(text, at)
}

/** A block scalar of YAML that has one line: `|`, and the value on the next line. */
function readBlock(text: string, at: number): Written | null {
  BLOCK_SCALAR.lastIndex = at
  const [head = "", indent = ""] = BLOCK_SCALAR.exec(text) ?? []
  if (head === "") return null
  const from = at + head.length
  const end = text.indexOf("\n", from)
  return end >= 0 && text.startsWith(indent, end + 1) && /\S/.test(text.charAt(end + 1 + indent.length))
    ? null
    : readLine(text, from)
}

/** True where what looks like the quote that opens the value ends the string that the name stands in: `'password = '.$x.'…'`. */
function isReopened(text: string, { index }: Written, line: string, end: number): boolean {
  const quote = text.charAt(index - 1)
  if (text.charAt(end) === quote || text.charAt(index - 2) === "\\" || line.length >= LOOK_BACK) return false
  let open = false
  for (let at = 0; at < line.length; at++)
    if (line.charAt(at) === quote && line.charAt(at - 1) !== "\\" && !isApostrophe(line, at)) open = !open
  return open
}

const isApostrophe = (line: string, at: number): boolean =>
  line.charAt(at) === "'" && /[a-z]/.test(line.charAt(at - 1)) && /[a-z]/.test(line.charAt(at + 1))

/** `--password x`, `ENV NAME x`, `password "x"` at the start of a statement, and `name x` with a line of its own. */
function readSpaced(text: string, at: number, { name, before, line }: Place): Written | null {
  if (name.startsWith("-")) return text.charAt(at) === "-" ? null : (readQuoted(text, at) ?? readBare(text, at))
  if (SETS.test(before)) return readQuoted(text, at) ?? readLine(text, at)
  if (SQL_SETS.test(line) && text.charAt(at) === "'") return readQuoted(text, at)
  if (!/^[ \t]*$|[{(;,][ \t]{0,8}$/.test(line)) return null
  const quoted = readQuoted(text, at)
  if (quoted !== null || line.trim() !== "") return quoted
  const whole = readLine(text, at)
  return whole !== null && /^\S+$/.test(whole.value) ? whole : null
}

function withoutScheme(text: string, written: Written): Omit<Assignment, "name" | "isProperty"> {
  const { value, index, quoted } = written
  SCHEME.lastIndex = index
  const scheme = SCHEME.exec(text)?.[0] ?? ""
  if (scheme === "") return { value, index, quoted, scheme }
  const from = index + scheme.length
  const rest = value.startsWith(scheme) ? value.slice(scheme.length) : (readBare(text, from)?.value ?? "")
  return { value: rest, index: from, quoted, scheme: scheme.trim().toLowerCase() }
}

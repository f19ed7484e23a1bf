// What bytes are, as sets of bits, in one table for both ways to scan.

/** Of a name, behind its keyword. */
export const NAME = 1
/** Of a value without quotes. */
export const BARE = 2
/** Of a value in quotes. */
export const QUOTED = 4
const DIGIT = 8
export const UPPER = 16
export const LOWER = 32
export const WORD = 64
/** Of a token, or of what it stands in without a break. */
export const TOKEN = 128

const DIGITS = "0123456789"
const LOWERS = "abcdefghijklmnopqrstuvwxyz"
const UPPERS = LOWERS.toUpperCase()
const WORDS = `${DIGITS}${LOWERS}${UPPERS}_`
const PRINTABLE = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code))
  .filter((char) => char >= " " && char !== "\x7f")
  .join("")
const without = (chars: string, from = PRINTABLE): string =>
  Array.from(from)
    .filter((char) => !chars.includes(char))
    .join("")

const SETS: readonly (readonly [number, string])[] = [
  [NAME, `${WORDS}.-`],
  [BARE, without(" \"'`,;<>(){}[]")],
  [QUOTED, without("\"'`")],
  [DIGIT, DIGITS],
  [UPPER, UPPERS],
  [LOWER, LOWERS],
  [WORD, WORDS],
  [TOKEN, `${WORDS}./+=~%$:@-`],
]

const tableOf = (rows: readonly (readonly [number, string])[]): Uint8Array => {
  const table = new Uint8Array(256)
  for (const [bits, chars] of rows) for (const char of chars) table[char.charCodeAt(0)]! |= bits
  return table
}

export const CLASSES = tableOf(SETS)

/** Kinds of characters between a name and its value. */
export const LINK = {
  blank: 1,
  line: 2,
  quote: 3,
  closer: 4,
  opener: 5,
  equals: 6,
  colon: 7,
  angle: 8,
  other: 9,
  bang: 10,
  dash: 11,
  less: 12,
  percent: 13,
  backslash: 14,
}

export const LINKS = tableOf([
  [LINK.blank, " \t\r"],
  [LINK.line, "\n"],
  [LINK.quote, "\"'`"],
  [LINK.closer, "])*"],
  [LINK.opener, "["],
  [LINK.equals, "="],
  [LINK.colon, ":"],
  [LINK.angle, ">"],
  [LINK.other, ",(|?+.~"],
  [LINK.bang, "!"],
  [LINK.dash, "-"],
  [LINK.less, "<"],
  [LINK.percent, "%"],
  [LINK.backslash, "\\"],
])

/**
 * The classes `WORD` and `TOKEN` as two tables of half a byte each: the bits of both halves of a byte have one in common
 * where it is one of a token, and one of the upper four where it is one of a word.
 */
export const CLASS_HALVES: Uint8Array = (() => {
  const halves = new Uint8Array(32)
  const rows: readonly (readonly [bit: number, high: readonly number[], low: readonly number[]])[] = [
    [0x80, [3], range(0, 9)],
    [0x40, [4, 6], range(1, 15)],
    [0x20, [5, 7], range(0, 10)],
    [0x10, [5], [15]],
    [0x08, [2], [4, 5, 11, 13, 14, 15]],
    [0x04, [3], [10, 13]],
    [0x02, [7], [14]],
    [0x01, [4], [0]],
  ]
  for (const [bit, high, low] of rows) {
    for (const half of low) halves[half]! |= bit
    for (const half of high) halves[16 + half]! |= bit
  }
  return halves
})()

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

/** By its lower half, the byte of `\`, `%` and ESC that has it; elsewhere one that has another. */
export const ESCAPES: Uint8Array = Uint8Array.from({ length: 16 }, (_, half) => (half + 1) % 16)
for (const char of "\\%\x1b") ESCAPES[char.charCodeAt(0) & 15] = char.charCodeAt(0)

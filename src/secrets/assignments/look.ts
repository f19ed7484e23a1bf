import { pairBits } from "./pairs.ts"

/** Characters of a value that are looked at: enough to tell, and a bound for long ones. */
const LONGEST = 256
const HEX = /^(?:[0-9a-f]+|[0-9A-F]+)$/
export const UUID = /^[0-9a-z]{8}-[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{12}$/i

/** Kinds of characters. Bytes of UTF-8 beyond ASCII are letters, nearly always. */
const LOWER = 0
const UPPER = 1
const DIGIT = 2
const SEPARATOR = 3
const OTHER = 4
const KINDS = Uint8Array.from({ length: 256 }, (_, code) => {
  const char = String.fromCharCode(code)
  if (/[a-z\x80-\xff]/.test(char)) return LOWER
  if (/[A-Z]/.test(char)) return UPPER
  if (/\d/.test(char)) return DIGIT
  return /[-./:_ ]/.test(char) ? SEPARATOR : OTHER
})
const kindOf = (code: number): number => KINDS[code] ?? LOWER

/** Bits of a step from one kind of character to another, a row for each kind to come from; pairs of letters are looked at one by one. */
const STEPS = [
  [0, 0, 1.25, -0.75, 0],
  [0, 0, 1.25, -0.75, 0],
  [1.75, 1.75, 0.25, -0.75, 0],
  [-0.75, -0.75, -0.5, -1, -0.5],
  [0, 0, 0, -0.5, -0.5],
].flat()

/**
 * Bits of evidence that a value was drawn at random rather than written as words or an identifier: a sum over its
 * pairs of neighbours, so that a long value tells more than a short one. Pairs of letters weigh as counted, the others
 * by how often each meets the next in words and in what is drawn.
 */
export function randomBits(value: string): number {
  const end = Math.min(value.length, LONGEST)
  let bits = 0
  let before = SEPARATOR
  let first = value.charCodeAt(0)
  let from = kindOf(first)
  for (let at = 1; at < end; at++) {
    const second = value.charCodeAt(at)
    const to = kindOf(second)
    bits += from <= UPPER && to <= UPPER ? letterBits(first, second, before, from, to) : (STEPS[from * 5 + to] ?? 0)
    before = from
    from = to
    first = second
  }
  return bits
}

function letterBits(first: number, second: number, before: number, from: number, to: number): number {
  if (first >= 128 || second >= 128) return -1
  // A word that begins inside an identifier says nothing of the letter before it; one of two letters hardly is a word.
  if (from === LOWER && to === UPPER) return before === UPPER ? 2 : before === LOWER ? 0.75 : 1.5
  const turn = from === UPPER && to === LOWER && before === UPPER ? 0.75 : 0
  return turn + pairBits((first | 32) - 97, (second | 32) - 97)
}

/** How many different characters a value has. */
const distinct = (value: string): number => new Set(value.slice(0, LONGEST)).size

/** How many of these it has: lower case, capitals, digits, separators, other marks. */
export function kindsIn(value: string): number {
  let seen = 0
  for (let at = 0; at < value.length && at < LONGEST; at++) seen |= 1 << kindOf(value.charCodeAt(at))
  return [LOWER, UPPER, DIGIT, SEPARATOR, OTHER].filter((kind) => (seen & (1 << kind)) !== 0).length
}

/** Neighbours on a keyboard and the turns of a count, as the two characters are: `er`, `re`, `90`, `f0`. */
const NEIGHBOURS = new Uint8Array(128 * 128)
/** The turns alone. */
const TURN = 2
const mark = (pair: string, what: number): void => {
  NEIGHBOURS[pair.charCodeAt(0) * 128 + pair.charCodeAt(1)] = what
}
for (const row of ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"])
  for (let at = 1; at < row.length; at++) {
    mark(row.slice(at - 1, at + 1), 1)
    mark(row.charAt(at) + row.charAt(at - 1), 1)
  }
for (const pair of ["90", "9a", "0a", "f0", "f1", "z0", "za"]) mark(pair, TURN)

/** Zero bytes in the base64 of a long token, which some vendors fill with. */
const FILL = /A{9,26}(?=[\w%+/=-]{40})/

/** True where somebody counted, walked over the keyboard or repeated himself: `12345678`, `qwertyui`, `abcabcabc`. */
export function isRegular(value: string): boolean {
  const text = value.slice(0, LONGEST).replace(FILL, "").toLowerCase()
  let steps = 0
  let run = 1
  let same = 1
  for (let at = 1; at < text.length; at++) {
    const first = text.charCodeAt(at - 1)
    const second = text.charCodeAt(at)
    const step = second - first
    const near = first < 128 && second < 128 ? (NEIGHBOURS[first * 128 + second] ?? 0) : 0
    same = step === 0 ? same + 1 : 1
    run = step === 1 || near === TURN ? run + 1 : 1
    if (same >= 6 || run >= 9) return true
    if (near > 0 || (step >= -1 && step <= 1)) steps++
  }
  return steps * 2 >= text.length - 1 || isPeriodic(text)
}

function isPeriodic(text: string): boolean {
  for (let period = 1; period <= 16 && period * 2 <= text.length; period++) {
    let at = period
    while (at < text.length && text.charCodeAt(at) === text.charCodeAt(at - period)) at++
    if (at === text.length) return true
  }
  return false
}

/** Hexadecimal digits of one case, at least 16 and of both sorts: what a key in hexadecimal, and a digest, looks like. */
export const isHexadecimal = (value: string): boolean =>
  value.length >= 16 && HEX.test(value) && /\d/.test(value) && /[a-f]/i.test(value)

/** True where a value was drawn at random by a machine, with `bits` of evidence: none that is counted, repeated or of few characters. */
export function isDrawn(value: string, bits: number): boolean {
  if (value.length < 8 || /\s/.test(value) || distinct(value) < Math.min(9, value.length / 2)) return false
  if (isRegular(value)) return false
  return isHexadecimal(value) || (UUID.test(value) && /\d/.test(value)) || randomBits(value) >= bits
}

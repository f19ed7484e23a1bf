import { BARE, CLASSES, LINK, LINKS, LOWER, NAME, QUOTED, UPPER } from "./classes.ts"
import { FLAG } from "./plan.ts"

/** What stands between a name and its value. */
const SEEN = { blank: 1, line: 2, equals: 4, colon: 8, angle: 16, other: 32, compares: 64 }

const LONGEST_REST = 64
const LONGEST_LINK = 64
const LONGEST_TYPE = 40
const LONGEST_LOOK = 40
const LONGEST_SCHEME = 12
const SHORTEST_LOOSE = 6
const SHORTEST_MIXED = 12
const SHORTEST_UPPER = 16
const MOST_CLOSERS = 8
const LETTER = UPPER | LOWER

const code = (char: string): number => char.charCodeAt(0)
const [DOLLAR, PERCENT, AT, AND, STAR, UNDERSCORE, DASH, BLANK] = Array.from("$%@&*_- ", code)
const [BRACE, PAREN, LESS, MORE, BRACKET, BRACKET_END, EQUALS, COLON, S] = Array.from("{(<>[]=:s", code)
const VALUE = Array.from("value", code)

/** Whether something is given to a name that holds a keyword. Twin of `assembly/assignment.ts`. */
export class Assignments {
  readonly #bytes: Uint8Array
  /** All between the two are characters of names. */
  #nameFrom = 0
  #nameTo = 0
  /** Where the value starts that `#link` found, what stands before it, and whether it is in quotes. */
  #value = 0
  #links = 0
  #quoted = false

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  /** Other bytes stand in the buffer. */
  begin(): void {
    this.#nameFrom = 0
    this.#nameTo = 0
  }

  /** True where a value worth a look is given to the name that the keyword from `at` to `end` is part of. */
  assigned(at: number, end: number, flags: number, minimum: number): boolean {
    if (flags & FLAG.whole && this.#wordGoesOn(end)) return false
    const name = this.#endOfName(end)
    if (name === 0 || !this.#link(this.#pastClosers(name))) return false
    if (this.#given(at, flags, minimum)) return true
    const next = this.#typed()
    return (
      next !== "none" &&
      this.#link(this.#value) &&
      (this.#quoted || next === "value") &&
      this.#given(at, flags, minimum)
    )
  }

  #class(at: number): number {
    return CLASSES[this.#bytes[at]!]!
  }

  #kind(at: number): number {
    return LINKS[this.#bytes[at]!]!
  }

  #given(at: number, flags: number, minimum: number): boolean {
    const links = this.#links
    const quoted = this.#quoted
    let loose = false
    if (links & (SEEN.equals | SEEN.colon | SEEN.angle)) {
      const isArrow = links & SEEN.equals && links & SEEN.angle
      if (!quoted && (links & SEEN.compares || isArrow)) return false
    } else if (links & SEEN.other) {
      if (!quoted) return false
    } else {
      if (links & SEEN.line || !(links & SEEN.blank)) return false
      loose = !quoted && !this.#isOption(at)
    }
    return this.#looksGiven(this.#value, quoted, loose, flags, minimum)
  }

  #wordGoesOn(end: number): boolean {
    if (!this.#letterGoesOn(end)) return false
    return (this.#bytes[end]! | 0x20) !== S || this.#letterGoesOn(end + 1)
  }

  #letterGoesOn(at: number): boolean {
    const here = this.#class(at)
    return (here & LETTER) !== 0 && !(here & UPPER && this.#class(at - 1) & LOWER)
  }

  /** Where the name ends that goes on at `from`; 0 where that is far. */
  #endOfName(from: number): number {
    let p = from
    if (this.#nameFrom <= from && from < this.#nameTo) p = this.#nameTo
    else this.#nameFrom = from
    while (p < from + LONGEST_REST && this.#class(p) & NAME) p++
    this.#nameTo = p
    return p < from + LONGEST_REST ? p : 0
  }

  #pastClosers(from: number): number {
    let p = from
    for (; p < from + MOST_CLOSERS; p++) {
      const kind = this.#kind(p)
      if (kind !== LINK.quote && kind !== LINK.closer && kind !== LINK.backslash) break
    }
    return p
  }

  /** Reads what links a name to its value, from `from` on; false where no value can follow. */
  #link(from: number): boolean {
    const stop = from + LONGEST_LINK
    let links = 0
    let quoted = false
    let p = from
    scan: for (; p < stop; p++) {
      switch (this.#kind(p)) {
        case LINK.blank:
          links |= SEEN.blank
          break
        case LINK.quote:
          quoted = true
          break scan
        case LINK.equals:
          links |= links & SEEN.equals ? SEEN.compares : SEEN.equals
          break
        case LINK.colon:
          links |= SEEN.colon
          break
        case LINK.angle:
          links |= SEEN.angle
          break
        case LINK.other:
          links |= SEEN.other
          break
        case LINK.bang:
          links |= SEEN.other | SEEN.compares
          break
        case LINK.line:
          if (links & SEEN.line) return false
          links |= SEEN.line
          break
        case LINK.dash:
          if (!this.#isDashOfLink(p)) break scan
          break
        case LINK.less:
          if (this.#bytes[p + 1] !== DASH) break scan
          links |= SEEN.other
          break
        case LINK.percent: {
          const seen = ENCODED.get((digitOf(this.#bytes[p + 1]!) << 4) | digitOf(this.#bytes[p + 2]!))
          if (seen === undefined) break scan
          links |= seen
          p += 2
          break
        }
        case LINK.backslash:
          if (this.#kind(p + 1) !== LINK.line) break
          links |= SEEN.blank
          p++
          break
        case LINK.closer:
        case LINK.opener:
          break
        default:
          break scan
      }
    }
    if (!quoted) {
      const prefix = this.#prefixOfQuote(p)
      quoted = prefix > 0
      p += prefix
    }
    this.#links = links
    this.#quoted = quoted
    if (quoted)
      for (; p < stop + MOST_CLOSERS; p++) {
        const kind = this.#kind(p)
        if (kind !== LINK.quote && kind !== LINK.backslash) break
      }
    this.#value = p
    return true
  }

  #isDashOfLink(at: number): boolean {
    const before = this.#kind(at - 1)
    return (
      before === LINK.colon ||
      before === LINK.angle ||
      before === LINK.less ||
      before === LINK.other ||
      this.#bytes[at + 1] === MORE
    )
  }

  /** Letters right before a quote that say what kind of string it opens: `b"`, `rb'`, `@"`. */
  #prefixOfQuote(at: number): number {
    if (!this.#isPrefix(at)) return 0
    if (this.#kind(at + 1) === LINK.quote) return 1
    return this.#isPrefix(at + 1) && this.#kind(at + 2) === LINK.quote ? 2 : 0
  }

  #isPrefix(at: number): boolean {
    const byte = this.#bytes[at]
    return (this.#class(at) & LETTER) !== 0 || byte === AT || byte === DOLLAR
  }

  /** Whether the value is the type of what is declared, or the word `value`: what is given to it comes next. */
  #typed(): "none" | "type" | "value" {
    const from = this.#value
    let p = from
    while (p < from + LONGEST_TYPE && this.#isOfType(p)) p++
    if (p === from) return "none"
    const isValue =
      p === from + VALUE.length && VALUE.every((letter, index) => (this.#bytes[from + index]! | 0x20) === letter)
    p = this.#pastClosers(p)
    for (const stop = p + LONGEST_TYPE; p < stop && this.#kind(p) === LINK.blank;) p++
    const byte = this.#bytes[p]
    if (byte !== EQUALS && !(isValue && byte === COLON)) return "none"
    this.#value = p
    return isValue ? "value" : "type"
  }

  #isOfType(at: number): boolean {
    const byte = this.#bytes[at]
    return (
      (this.#class(at) & NAME) !== 0 ||
      byte === STAR ||
      byte === AND ||
      byte === LESS ||
      byte === MORE ||
      byte === BRACKET ||
      byte === BRACKET_END
    )
  }

  /** True where the name around `at` starts with a dash. */
  #isOption(at: number): boolean {
    let p = at
    while (at - p < LONGEST_REST && this.#class(p - 1) & NAME) p--
    return this.#bytes[p] === DASH
  }

  /** True where `count` characters but blanks and quotes follow. */
  #isUnbroken(at: number, count: number): boolean {
    let n = 0
    while (n < count && this.#class(at + n) & QUOTED && this.#bytes[at + n] !== BLANK) n++
    return n === count
  }

  /** True where what starts at `at` may be a secret, and no reference or piece of a program. */
  #looksGiven(at: number, quoted: boolean, loose: boolean, flags: number, minimum: number): boolean {
    const bytes = this.#bytes
    const first = bytes[at]
    if (first === LESS || first === BRACE || first === PAREN || first === BRACKET) return false
    if (first === DOLLAR || first === PERCENT) {
      const second = bytes[at + 1]
      if (!quoted || second === BRACE || second === PAREN || second === UNDERSCORE || this.#class(at + 1) & LETTER)
        return false
    }
    if (quoted && flags & FLAG.any) {
      let n = 0
      while (n < minimum && this.#class(at + n) & QUOTED) n++
      return n >= minimum
    }
    let n = 0
    let digits = 0
    let upper = 0
    let lower = 0
    for (; n < LONGEST_LOOK; n++) {
      const here = this.#class(at + n)
      if (!(here & BARE)) break
      digits += (here >> 3) & 1
      upper += (here >> 4) & 1
      lower += (here >> 5) & 1
    }
    if (flags & FLAG.scheme && n <= LONGEST_SCHEME && n === upper + lower && bytes[at + n] === BLANK)
      return this.#looksGiven(at + n + 1, quoted, false, flags & ~FLAG.scheme, minimum)
    if (!quoted && n < LONGEST_LOOK && (bytes[at + n] === PAREN || bytes[at + n] === BRACKET)) return false
    if (n < minimum) return n > 0 && !loose && (flags & FLAG.any) !== 0 && this.#isUnbroken(at + n, minimum - n)
    if (loose) return n >= SHORTEST_LOOSE && digits > 0 && upper + lower > 0
    if (flags & FLAG.any || digits > 0) return true
    return n >= SHORTEST_MIXED && ((upper * 4 >= n && lower * 4 >= n) || (n >= SHORTEST_UPPER && upper === n))
  }
}

/** `=`, `:`, a blank and quotes as in a URL. */
const ENCODED = new Map([
  [0x3d, SEEN.equals],
  [0x3a, SEEN.colon],
  [0x20, SEEN.blank],
  [0x22, 0],
  [0x27, 0],
])

/** The value of a hexadecimal digit; of another byte one that makes no code. */
function digitOf(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1
}

import { BARE, classOf, DIGIT, LOWER, NAME, QUOTED, UPPER } from "./classes"
import { LINKS } from "./memory"

/** Flags of a keyword. */
const WHOLE: u32 = 32
const ANY: u32 = 64
const SCHEME: u32 = 128

/** What stands between a name and its value. */
const BLANK: u32 = 1
const LINE: u32 = 2
const EQUALS: u32 = 4
const COLON: u32 = 8
const ANGLE: u32 = 16
const OTHER: u32 = 32
const COMPARES: u32 = 64

/** Kinds of characters there: entries of `LINKS`. */
const IS_BLANK: u32 = 1
const IS_LINE: u32 = 2
const IS_QUOTE: u32 = 3
const IS_CLOSER: u32 = 4
const IS_OPENER: u32 = 5
const IS_EQUALS: u32 = 6
const IS_COLON: u32 = 7
const IS_ANGLE: u32 = 8
const IS_OTHER: u32 = 9
const IS_BANG: u32 = 10
const IS_DASH: u32 = 11
const IS_LESS: u32 = 12
const IS_PERCENT: u32 = 13
const IS_BACKSLASH: u32 = 14

/** What may stand before another link. */
const TYPE: u32 = 1
const VALUE: u32 = 2

const LONGEST_REST: usize = 64
const LONGEST_LINK: usize = 64
const LONGEST_TYPE: usize = 40
const LONGEST_LOOK: u32 = 40
const SHORTEST_LOOSE: u32 = 6
const SHORTEST_MIXED: u32 = 12
const SHORTEST_UPPER: u32 = 16
const LONGEST_SCHEME: u32 = 12

/** All between the two are characters of names. */
let nameFrom: usize = 0
let nameTo: usize = 0
/** Where the value starts that `link` found, behind what, and whether in quotes. */
let value: usize = 0
let links: u32 = 0
let quoted = false

export function forgetName(): void {
  nameFrom = 0
  nameTo = 0
}

/** True where a value worth a look is given to the name that the keyword from `at` to `end` is part of. */
export function assigned(at: usize, end: usize, flags: u32, minimum: u32): bool {
  if (flags & WHOLE && wordGoesOn(end)) return false
  const name = endOfName(end)
  if (!name || !link(pastClosers(name))) return false
  if (given(at, flags, minimum)) return true
  const next = typed()
  return next != 0 && link(value) && (quoted || next == VALUE) && given(at, flags, minimum)
}

function given(at: usize, flags: u32, minimum: u32): bool {
  let loose = false
  if (links & (EQUALS | COLON | ANGLE)) {
    if (!quoted && (links & COMPARES || (links & EQUALS && links & ANGLE))) return false
  } else if (links & OTHER) {
    if (!quoted) return false
  } else {
    if (links & LINE || !(links & BLANK)) return false
    loose = !quoted && !isOption(at)
  }
  return looksGiven(value, quoted, loose, flags, minimum)
}

/** True where letters go on after a word: `keyboard`, but not `keyId`, `keys`. */
function wordGoesOn(end: usize): bool {
  if (!letterGoesOn(end)) return false
  return (load<u8>(end) | 0x20) != 0x73 || letterGoesOn(end + 1)
}

function letterGoesOn(at: usize): bool {
  const c = classOf(at)
  return (c & (UPPER | LOWER)) != 0 && !(c & UPPER && classOf(at - 1) & LOWER)
}

/** Where the name ends that goes on at `from`; 0 where that is far. */
function endOfName(from: usize): usize {
  let p = from
  if (nameFrom <= from && from < nameTo) p = nameTo
  else nameFrom = from
  while (p < from + LONGEST_REST && classOf(p) & NAME) p++
  nameTo = p
  return p < from + LONGEST_REST ? p : 0
}

function linkKind(at: usize): u32 {
  return load<u8>(LINKS + load<u8>(at))
}

function pastClosers(from: usize): usize {
  let p = from
  while (p < from + 8) {
    const kind = linkKind(p)
    if (kind != IS_QUOTE && kind != IS_CLOSER && kind != IS_BACKSLASH) break
    p++
  }
  return p
}

function pastQuotes(from: usize, to: usize): usize {
  let p = from
  while (p < to) {
    const kind = linkKind(p)
    if (kind != IS_QUOTE && kind != IS_BACKSLASH) break
    p++
  }
  return p
}

/** Reads what links a name to its value, from `from` on; false where no value can follow. */
function link(from: usize): bool {
  const stop = from + LONGEST_LINK
  let p = from
  links = 0
  quoted = false
  for (; p < stop; p++) {
    const kind = linkKind(p)
    if (kind == IS_BLANK) links |= BLANK
    else if (kind == IS_QUOTE) {
      quoted = true
      break
    } else if (kind == IS_EQUALS) links |= links & EQUALS ? COMPARES : EQUALS
    else if (kind == IS_COLON) links |= COLON
    else if (kind == IS_ANGLE) links |= ANGLE
    else if (kind == IS_OTHER) links |= OTHER
    else if (kind == IS_BANG) links |= OTHER | COMPARES
    else if (kind == IS_LINE) {
      if (links & LINE) return false
      links |= LINE
    } else if (kind == IS_DASH) {
      const before = linkKind(p - 1)
      if (
        before != IS_COLON &&
        before != IS_ANGLE &&
        before != IS_LESS &&
        before != IS_OTHER &&
        load<u8>(p + 1) != 0x3e
      )
        break
    } else if (kind == IS_LESS) {
      if (load<u8>(p + 1) != 0x2d) break
      links |= OTHER
    } else if (kind == IS_PERCENT) {
      const code = hex(p + 1)
      if (code == 0x3d) links |= EQUALS
      else if (code == 0x3a) links |= COLON
      else if (code == 0x20) links |= BLANK
      else if (code != 0x22 && code != 0x27) break
      p += 2
    } else if (kind == IS_BACKSLASH) {
      if (linkKind(p + 1) == IS_LINE) {
        links |= BLANK
        p++
      }
    } else if (kind != IS_CLOSER && kind != IS_OPENER) break
  }
  if (!quoted) {
    const prefix = prefixOfQuote(p)
    if (prefix) {
      quoted = true
      p += prefix
    }
  }
  value = quoted ? pastQuotes(p, stop + 8) : p
  return true
}

/** Letters right before a quote that say what kind of string it opens: `b"`, `rb'`, `@"`. */
function prefixOfQuote(at: usize): usize {
  if (!isPrefix(at)) return 0
  if (linkKind(at + 1) == IS_QUOTE) return 1
  return isPrefix(at + 1) && linkKind(at + 2) == IS_QUOTE ? 2 : 0
}

function isPrefix(at: usize): bool {
  const c: u32 = load<u8>(at)
  return (classOf(at) & (UPPER | LOWER)) != 0 || c == 0x40 || c == 0x24
}

function hex(at: usize): u32 {
  const a = hexDigit(load<u8>(at))
  const b = hexDigit(load<u8>(at + 1))
  return a < 0 || b < 0 ? 0 : <u32>((a << 4) | b)
}

function hexDigit(c: i32): i32 {
  if (c >= 0x30 && c <= 0x39) return c - 0x30
  const letter = c | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1
}

/** Whether `value` is the type of what is declared, or the word `value`: what is given to it comes next. */
function typed(): u32 {
  let p = value
  while (p < value + LONGEST_TYPE && isOfType(p)) p++
  if (p == value) return 0
  const isValue =
    p == value + 5 && (load<u32>(value) | 0x20202020) == 0x756c6176 && (load<u8>(value + 4) | 0x20) == 0x65
  p = pastClosers(p)
  for (const stop = p + LONGEST_TYPE; p < stop && linkKind(p) == IS_BLANK;) p++
  const kind = linkKind(p)
  if (kind != IS_EQUALS && !(isValue && kind == IS_COLON)) return 0
  value = p
  return isValue ? VALUE : TYPE
}

function isOfType(at: usize): bool {
  const c: u32 = load<u8>(at)
  return (classOf(at) & NAME) != 0 || c == 0x2a || c == 0x26 || c == 0x3c || c == 0x3e || c == 0x5b || c == 0x5d
}

/** True where the name around `at` starts with a dash. */
function isOption(at: usize): bool {
  let p = at
  while (at - p < LONGEST_REST && classOf(p - 1) & NAME) p--
  return load<u8>(p) == 0x2d
}

/** True where `count` characters but blanks and quotes follow. */
function isUnbroken(at: usize, count: u32): bool {
  let n: u32 = 0
  while (n < count && classOf(at + n) & QUOTED && load<u8>(at + n) != 0x20) n++
  return n == count
}

/** True where what starts at `at` may be a secret, and no reference or piece of a program. */
function looksGiven(at: usize, inQuotes: bool, loose: bool, flags: u32, minimum: u32): bool {
  const first: u32 = load<u8>(at)
  if (first == 0x3c || first == 0x7b || first == 0x28 || first == 0x5b) return false
  if (first == 0x24 || first == 0x25) {
    const second: u32 = load<u8>(at + 1)
    if (!inQuotes || second == 0x7b || second == 0x28 || second == 0x5f || classOf(at + 1) & (UPPER | LOWER))
      return false
  }
  if (inQuotes && flags & ANY) {
    let n: u32 = 0
    while (n < minimum && classOf(at + n) & QUOTED) n++
    return n >= minimum
  }
  let n: u32 = 0
  let digits: u32 = 0
  let upper: u32 = 0
  let lower: u32 = 0
  for (; n < LONGEST_LOOK; n++) {
    const c = classOf(at + n)
    if (!(c & BARE)) break
    digits += (c >> 3) & 1
    upper += (c >> 4) & 1
    lower += (c >> 5) & 1
  }
  if (flags & SCHEME && n <= LONGEST_SCHEME && n == upper + lower && load<u8>(at + n) == 0x20)
    return looksGiven(at + n + 1, inQuotes, false, flags & ~SCHEME, minimum)
  if (!inQuotes && n < LONGEST_LOOK) {
    const after: u32 = load<u8>(at + n)
    if (after == 0x28 || after == 0x5b) return false
  }
  if (n < minimum) return n != 0 && !loose && (flags & ANY) != 0 && isUnbroken(at + n, minimum - n)
  if (loose) return n >= SHORTEST_LOOSE && digits != 0 && upper + lower != 0
  if (flags & ANY || digits) return true
  return n >= SHORTEST_MIXED && ((upper * 4 >= n && lower * 4 >= n) || (n >= SHORTEST_UPPER && upper == n))
}

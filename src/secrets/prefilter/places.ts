import { CLASSES, TOKEN, WORD } from "./classes.ts"

/** The shortest long run of characters of tokens. */
export const LONG = 16

const BACKSLASH = 0x5c
const PERCENT = 0x25
const ESCAPE = 0x1b
/** A colour of a terminal may be so long. */
export const LONGEST_ESCAPE = 16

/** True of a byte that starts an escape. */
export const isEscape = (byte: number): boolean => byte === BACKSLASH || byte === PERCENT || byte === ESCAPE

/** True where no word runs on into `at`, or what runs on may be the end of an escape: `\n`, `\x3d`, `\u003d`, `%3D`, a colour. */
export function mayStart(bytes: Uint8Array, at: number): boolean {
  if (!(CLASSES[bytes[at]!]! & WORD) || !(CLASSES[bytes[at - 1]!]! & WORD)) return true
  if (bytes[at - 2] === BACKSLASH || bytes[at - 4] === BACKSLASH || bytes[at - 6] === BACKSLASH) return true
  if (bytes[at - 3] === PERCENT) return true
  for (let back = 3; back <= LONGEST_ESCAPE; back++) if (bytes[at - back] === ESCAPE) return true
  return false
}

/** True where `at` stands in a long run. */
export function inLongRun(bytes: Uint8Array, at: number): boolean {
  let long = 0
  for (let p = at; long < LONG && CLASSES[bytes[p]!]! & TOKEN; p++) long++
  for (let p = at - 1; long < LONG && CLASSES[bytes[p]!]! & TOKEN; p--) long++
  return long >= LONG
}

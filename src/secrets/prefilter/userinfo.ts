import { CLASSES, QUOTED } from "./classes.ts"

const LONGEST = 256
const AT = 0x40
const COLON = 0x3a
const BLANK = 0x20
const ENDS = new Set(Array.from(" /?#<>", (char) => char.charCodeAt(0)))

/** True where `at`, behind `://`, starts a user and a password before a host. */
export function startsUserinfo(bytes: Uint8Array, at: number): boolean {
  let colon = false
  for (let p = at; p < at + LONGEST; p++) {
    const byte = bytes[p]!
    if (byte === AT) return colon && bytes[p + 1] !== BLANK && (CLASSES[bytes[p + 1]!]! & QUOTED) !== 0
    if (byte === COLON) colon = true
    else if (ENDS.has(byte) || !(CLASSES[byte]! & QUOTED)) return false
  }
  return false
}

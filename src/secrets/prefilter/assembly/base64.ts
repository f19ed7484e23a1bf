import { BASE64_DIGITS } from "./memory"

/** Digits that are looked at: 24 bytes of text are no accident. */
const DIGITS: usize = 32

// @ts-ignore: decorator
@inline
function digitAt(at: usize): u32 {
  return load<u8>(BASE64_DIGITS + load<u8>(at))
}

// @ts-ignore: decorator
@inline
function isText(byte: u32): bool {
  return (byte >= 0x20 && byte < 0x7f) || byte == 0x0a || byte == 0x0d || byte == 0x09
}

/** True where text in base64 begins. */
export function startsText(at: usize): bool {
  for (const end = at + DIGITS; at < end; at += 4) {
    const a = digitAt(at)
    const b = digitAt(at + 1)
    const c = digitAt(at + 2)
    const d = digitAt(at + 3)
    if ((a | b | c | d) > 63) return false
    const bytes = (a << 18) | (b << 12) | (c << 6) | d
    if (!isText(bytes >> 16) || !isText((bytes >> 8) & 0xff) || !isText(bytes & 0xff)) return false
  }
  return true
}

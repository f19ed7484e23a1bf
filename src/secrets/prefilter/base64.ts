const STANDARD = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

/** What each byte stands for in base64 (RFC 4648), of the URL's kind too; 255 for what stands for nothing. */
export const DIGITS: Uint8Array = new Uint8Array(256).fill(255)
for (const [digit, char] of Array.from(STANDARD).entries()) DIGITS[char.charCodeAt(0)] = digit
DIGITS["-".charCodeAt(0)] = 62
DIGITS["_".charCodeAt(0)] = 63

/** Digits that are looked at: 24 bytes of text are no accident. */
const LOOKED_AT = 32

const isText = (byte: number): boolean =>
  (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d || byte === 0x09

/** True where text in base64 begins. See `assembly/base64.ts`. */
export function startsText(bytes: Uint8Array, start: number): boolean {
  for (let at = start; at < start + LOOKED_AT; at += 4) {
    const [a, b, c, d] = [0, 1, 2, 3].map((k) => DIGITS[bytes[at + k]!]!) as [number, number, number, number]
    if ((a | b | c | d) > 63) return false
    const three = (a << 18) | (b << 12) | (c << 6) | d
    if (!isText(three >> 16) || !isText((three >> 8) & 0xff) || !isText(three & 0xff)) return false
  }
  return true
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  return crc
})
const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

/** CRC-32 (IEEE 802.3) of ASCII text, unsigned. */
function crc32(text: string): number {
  let crc = 0xffffffff
  for (let at = 0; at < text.length; at++) crc = (crc >>> 8) ^ (TABLE[(crc ^ text.charCodeAt(at)) & 0xff] ?? 0)
  return (crc ^ 0xffffffff) >>> 0
}

function base62(number: number, width: number): string {
  let digits = ""
  for (let rest = number; rest > 0; rest = Math.floor(rest / 62)) digits = BASE62.charAt(rest % 62) + digits
  return digits.padStart(width, "0")
}

/** True where a token ends as GitHub and npm end theirs: the last 6 of its characters after `_` are the CRC-32 of those before, in base 62. */
export function endsInCrc(token: string): boolean {
  const body = token.slice(token.indexOf("_") + 1)
  return base62(crc32(body.slice(0, -6)), 6) === body.slice(-6)
}

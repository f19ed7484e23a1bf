const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  return crc
})
const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

/** CRC-32 (IEEE 802.3) of ASCII text, unsigned. */
export function crc32(text: string): number {
  let crc = 0xffffffff
  for (let at = 0; at < text.length; at++) crc = (crc >>> 8) ^ (TABLE[(crc ^ text.charCodeAt(at)) & 0xff] ?? 0)
  return (crc ^ 0xffffffff) >>> 0
}

/** CRC-24 of OpenPGP's armour (RFC 9580 §6.1). */
export function crc24(bytes: Uint8Array): number {
  let crc = 0xb704ce
  for (const byte of bytes) {
    crc ^= byte << 16
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x800000 ? (crc << 1) ^ 0x1864cfb : crc << 1
  }
  return crc & 0xffffff
}

/** In base 62, digits first, then upper and lower case. */
export function inBase62(number: number, width: number): string {
  let digits = ""
  for (let rest = number; rest > 0; rest = Math.floor(rest / 62)) digits = BASE62.charAt(rest % 62) + digits
  return digits.padStart(width, "0")
}

const inHex = (number: number): string => number.toString(16).padStart(8, "0")

/** True where the last 6 characters are the CRC-32, in base 62, of those between the first `_` and them: GitHub, npm. */
export function endsInBase62Crc(token: string): boolean {
  const body = token.slice(token.indexOf("_") + 1)
  return inBase62(crc32(body.slice(0, -6)), 6) === body.slice(-6)
}

/** True where the last 8 characters are the CRC-32, in hex of either case, of `covered`: Atlassian covers all that stands before, Cloudflare the random part alone. */
export const endsInHexCrc = (token: string, covered: string): boolean =>
  token.slice(-8).toLowerCase() === inHex(crc32(covered))

/** As `endsInHexCrc`, with the bytes of the checksum the other way round: Grafana. */
export const endsInReversedHexCrc = (token: string, covered: string): boolean =>
  token.slice(-8).toLowerCase() === (inHex(crc32(covered)).match(/../g) ?? []).toReversed().join("")

/** True where a GitLab token says its own length and ends in the CRC-32, in base 36, of what stands before: `glpat-<payload>.<length><CRC>`. */
export function isRoutable(token: string): boolean {
  const [, prefix = "", payload = "", version = "", length = "", crc = ""] =
    /^([a-z]{2,10}-(?:t\d_|[0-9a-f]{1,5}_)?)([A-Za-z0-9_-]{27,300})\.([0-9a-z]{2}\.)?([0-9a-z]{2})([0-9a-z]{7})$/.exec(
      token,
    ) ?? []
  const covered = `${payload}.${version}${length}`
  return (
    Number.parseInt(length, 36) === payload.length &&
    [covered, prefix + covered].some((text) => crc32(text).toString(36).padStart(7, "0") === crc)
  )
}

const BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]

/** True where `text`, of one case, is Bech32 with a right checksum (BIP 173, without its limit of length). */
export function isBech32(text: string): boolean {
  const lower = text.toLowerCase()
  const split = lower.lastIndexOf("1")
  const human = lower.slice(0, split)
  const data = Array.from(lower.slice(split + 1), (digit) => BECH32.indexOf(digit))
  if (split < 1 || data.length < 6 || data.includes(-1)) return false
  const codes = Array.from(human, (letter) => letter.charCodeAt(0))
  let sum = 1
  for (const value of [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31), ...data]) {
    const top = sum >>> 25
    sum = ((sum & 0x1ffffff) << 5) ^ value
    GENERATOR.forEach((term, bit) => {
      if ((top >> bit) & 1) sum ^= term
    })
  }
  return sum === 1
}

import { createHash } from "node:crypto"

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
let made = 0

/** A made-up value of letters and digits: another one with each call, the same ones in each run. */
export function random(length: number): string {
  let text = ""
  while (text.length < length)
    text += createHash("sha512").update(String(made++)).digest("base64").replace(/[+/=]/g, "")
  return text.slice(0, length)
}

/** CRC-32 bit by bit, as its definition says; unsigned. */
export function crc32(text: string): number {
  let crc = 0xffffffff
  for (const byte of Buffer.from(text)) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return ~crc >>> 0
}

/** `prefix` and 30 characters with their checksum, as GitHub and npm make tokens. */
function checked(prefix: string): string {
  const body = random(30)
  let sum = ""
  for (let rest = crc32(body); sum.length < 6; rest = Math.floor(rest / 62)) sum = BASE62.charAt(rest % 62) + sum
  return prefix + body + sum
}

/** A made-up token that GitHub could have issued. */
export const githubToken = (): string => checked("ghp_")

/** A made-up token that npm could have issued. */
export const npmToken = (): string => checked("npm_")

import { crc24 } from "./checksum.ts"
import type { PemBody } from "./pem-body.ts"

/** How many numbers the public part of a key has, by algorithm (RFC 9580 §5.5.5): RSA, Elgamal, DSA. */
const NUMBERS: Readonly<Record<number, number>> = { 1: 2, 2: 2, 3: 2, 16: 3, 17: 4 }
/** Algorithms that name a curve, then hold one point; the first of them also says how it derives keys. */
const CURVES = new Set([18, 19, 22])

/** A secret key in OpenPGP's armour, its checksum line included. `"random"` where the checksum is wrong. */
export function readPgpKey(armour: string): PemBody {
  const [, digits = "", sum = ""] = /^([A-Za-z0-9+/]{40,}={0,2}?)(?:=([A-Za-z0-9+/]{4}))?$/.exec(armour) ?? []
  const bytes = Buffer.from(digits, "base64")
  const tag = bytes[0] ?? 0
  const isSecretKey = tag === 0xc5 || (tag & 0xfc) === 0x94
  if (!isSecretKey) return null
  if (sum === "") return "cut"
  if (crc24(bytes) !== Buffer.from(sum, "base64").readUIntBE(0, 3)) return "random"
  return { kind: "PGP", isEncrypted: isProtected(bytes.subarray(bodyStart(bytes))) }
}

function bodyStart(bytes: Buffer): number {
  const [tag = 0, first = 0] = bytes
  if (tag < 0xc0) return 1 + (2 ** (tag & 3) % 8)
  return first < 192 ? 2 : first < 224 ? 3 : 6
}

/** Reads over the public part of a key of version 4 to the octet that says whether a passphrase protects the secret part. */
function isProtected(body: Buffer): boolean {
  const algorithm = body[5] ?? 0
  let at = 6
  const skipNumber = (): void => {
    at += 2 + Math.ceil((((body[at] ?? 0) << 8) | (body[at + 1] ?? 0)) / 8)
  }
  if (CURVES.has(algorithm)) {
    at += 1 + (body[at] ?? 0)
    skipNumber()
    if (algorithm === 18) at += 1 + (body[at] ?? 0)
  } else for (let count = NUMBERS[algorithm] ?? 0; count > 0; count--) skipNumber()
  return (body[at] ?? 0) !== 0
}

import { privateKeys } from "./pem.ts"

const latin1 = (bytes: Buffer, length = bytes.length): string => bytes.subarray(0, length).toString("latin1")

/** Object identifiers of PKCS #12's bags for a key and for an encrypted key (RFC 7292 §4.2). */
const KEY_BAGS = [1, 2].map((bag) =>
  Buffer.from([0x06, 0x0b, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x0a, 0x01, bag]),
)

/** A PFX of version 3 in which a key can be seen: one of certificates alone keeps nothing secret. */
export function isPkcs12(bytes: Buffer): boolean {
  if (bytes[0] !== 0x30) return false
  const start = (bytes[1] ?? 0) & 0x80 ? 2 + ((bytes[1] ?? 0) & 0x7f) : 2
  const isVersion3 = bytes[start] === 2 && bytes[start + 1] === 1 && bytes[start + 2] === 3
  return isVersion3 && KEY_BAGS.some((bag) => bytes.includes(bag))
}

const JKS = 0xfeedfeed
const JCEKS = 0xcececece

/** A Java keystore with an entry for a key, not one of certificates that are trusted. */
export function isJks(bytes: Buffer): boolean {
  if (bytes.length < 16) return false
  const magic = bytes.readUInt32BE(0)
  return (magic === JKS || magic === JCEKS) && hasKeyEntry(bytes)
}

function hasKeyEntry(bytes: Buffer): boolean {
  const entries = bytes.readUInt32BE(8)
  const reader = new Reader(bytes, 12)
  for (let entry = 0; entry < entries && !reader.isAtEnd(); entry++) {
    if (reader.number() !== 2) return true
    reader.text()
    reader.skip(8)
    reader.text()
    reader.skip(reader.number())
  }
  return false
}

/** Bouncy Castle's keystore: version, a salt of 20 bytes, a count, entries. */
export function isBks(bytes: Buffer): boolean {
  if (bytes.length < 40) return false
  const version = bytes.readUInt32BE(0)
  if ((version !== 1 && version !== 2) || bytes.readUInt32BE(4) !== 20) return false
  const reader = new Reader(bytes, 32)
  for (let kind = reader.byte(); kind > 0 && !reader.isAtEnd(); kind = reader.byte()) {
    if (kind > 1) return kind <= 4
    reader.text()
    reader.skip(8)
    for (let left = reader.number(); left >= 0 && !reader.isAtEnd(); left--) {
      reader.text()
      reader.skip(reader.number())
    }
  }
  return false
}

/** Numbers and texts as Java's DataOutput writes them; zero and nothing beyond the end. */
class Reader {
  readonly #bytes: Buffer
  #at: number

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes
    this.#at = at
  }

  isAtEnd(): boolean {
    return this.#at >= this.#bytes.length
  }

  byte(): number {
    return this.#bytes[this.#at++] ?? 0
  }

  number(): number {
    this.#at += 4
    return this.#at <= this.#bytes.length ? this.#bytes.readUInt32BE(this.#at - 4) : 0
  }

  text(): void {
    this.#at += 2
    if (this.#at <= this.#bytes.length) this.#at += this.#bytes.readUInt16BE(this.#at - 2)
  }

  skip(bytes: number): void {
    this.#at += bytes
  }
}

export const isKdbx = (bytes: Buffer): boolean =>
  bytes.length >= 8 && bytes.readUInt32LE(0) === 0x9aa2d903 && bytes.readUInt32LE(4) >>> 8 === 0xb54bfb

/** A PuTTY key of any version. */
export const isPpk = (bytes: Buffer): boolean => /^PuTTY-User-Key-File-[123]: /.test(latin1(bytes, 40))

/** An S-expression of gpg-agent that isn't just the stub of a key on a card, or an old ring of secret keys. */
export function isGnuPgKey(bytes: Buffer): boolean {
  const text = latin1(bytes, 8192)
  if (text.includes("shadowed-private-key")) return false
  return text.includes("private-key") || (bytes.length > 64 && [0x94, 0x95, 0x96, 0xc5].includes(bytes[0] ?? 0))
}

/** A private key in PEM or DER. */
export const hasKey = (bytes: Buffer): boolean => privateKeys(latin1(bytes)).next().done !== true || isDerKey(bytes)

/** SEQUENCE { INTEGER 0, SEQUENCE … }, as PKCS #8 has it, all of the file. */
export function isDerKey(bytes: Buffer): boolean {
  if (bytes[0] !== 0x30 || bytes[1] !== 0x82 || bytes.length !== bytes.readUInt16BE(2) + 4) return false
  return bytes[4] === 2 && bytes[5] === 1 && bytes[6] === 0 && (bytes[7] === 0x30 || bytes[7] === 2)
}

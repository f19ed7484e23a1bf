import type { PemBody } from "./pem-body.ts"

/** One element of DER (X.690): its tag, where its content starts, and where it ends by its own account. */
interface Element {
  readonly tag: number
  readonly start: number
  readonly end: number
}

const INTEGER = 2
const OCTETS = 4
const OID = 6
const SEQUENCE = 0x30

/** Algorithms of private keys by the hex of their object identifier. */
const ALGORITHMS: Readonly<Record<string, string>> = {
  "2a864886f70d010101": "RSA",
  "2a864886f70d01010a": "RSA",
  "2a864886f70d010301": "DH",
  "2a8648ce380401": "DSA",
  "2a8648ce3d0201": "EC",
  "2b656e": "X25519",
  "2b656f": "X448",
  "2b6570": "Ed25519",
  "2b6571": "Ed448",
}

function elementAt(bytes: Uint8Array, at: number): Element | null {
  const tag = bytes[at]
  const first = bytes[at + 1]
  if (tag === undefined || first === undefined) return null
  if (first < 0x80) return { tag, start: at + 2, end: at + 2 + first }
  const width = first & 0x7f
  if (width === 0 || width > 3) return null
  let length = 0
  for (let index = 0; index < width; index++) length = length * 256 + (bytes[at + 2 + index] ?? 0)
  return { tag, start: at + 2 + width, end: at + 2 + width + length }
}

/**
 * A private key in DER: PKCS#8, plain or encrypted (RFC 5208), PKCS#1 (RFC 8017), SEC1 (RFC 5915), or OpenSSL's form of
 * DSA. `"cut"` where more bytes should follow, null where it is none of these: a public key, a certificate.
 */
export function readDerKey(bytes: Uint8Array): PemBody {
  const outer = elementAt(bytes, 0)
  if (outer?.tag !== SEQUENCE || outer.end < 40) return null
  const first = elementAt(bytes, outer.start)
  const second = first === null ? null : elementAt(bytes, first.end)
  if (first === null || second === null) return null
  const key = first.tag === SEQUENCE ? encrypted(bytes, first, second) : plain(bytes, first, second)
  if (key === null) return null
  if (bytes.length < outer.end) return bytes.length >= 64 ? "cut" : null
  return bytes.length - outer.end <= 8 ? key : null
}

function encrypted(bytes: Uint8Array, algorithm: Element, content: Element): PemBody {
  const isEncrypted = elementAt(bytes, algorithm.start)?.tag === OID && content.tag === OCTETS
  return isEncrypted && content.end - content.start >= 16 ? { kind: "", isEncrypted } : null
}

function plain(bytes: Uint8Array, version: Element, second: Element): PemBody {
  if (version.tag !== INTEGER || version.end - version.start !== 1 || (bytes[version.start] ?? 9) > 1) return null
  if (second.tag === OCTETS) return { kind: "EC", isEncrypted: false }
  if (second.tag === INTEGER) return integers(bytes, second)
  const oid = second.tag === SEQUENCE ? elementAt(bytes, second.start) : null
  if (oid?.tag !== OID || elementAt(bytes, second.end)?.tag !== OCTETS) return null
  return { kind: ALGORITHMS[Buffer.from(bytes.subarray(oid.start, oid.end)).toString("hex")] ?? "", isEncrypted: false }
}

/** RSA has eight numbers after its version, DSA five. */
function integers(bytes: Uint8Array, first: Element): PemBody {
  let count = 0
  for (let next: Element | null = first; next?.tag === INTEGER && count < 8; next = elementAt(bytes, next.end)) count++
  if (first.end - first.start < 24) return null
  return { kind: count === 5 ? "DSA" : "RSA", isEncrypted: false }
}

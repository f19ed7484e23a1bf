import type { PemBody } from "./pem-body.ts"

const MAGIC = "openssh-key-v1\0"

/** A private key in OpenSSH's own format (its PROTOCOL.key): cipher, KDF and its options, number of keys, public keys, private part. */
export function readOpenSshKey(bytes: Buffer): PemBody {
  if (bytes.subarray(0, MAGIC.length).toString("latin1") !== MAGIC) return null
  let at = MAGIC.length
  const next = (): Buffer | null => {
    if (at + 4 > bytes.length) return null
    const length = bytes.readUInt32BE(at)
    const content = bytes.subarray(at + 4, at + 4 + length)
    at += 4 + length
    return content.length === length ? content : null
  }
  const cipher = next()?.toString("latin1") ?? ""
  if (!/^[\w@.-]{3,64}$/.test(cipher)) return null
  next()
  next()
  at += 4
  const publicKey = next()
  const secret = next()
  const isEncrypted = cipher !== "none"
  if (publicKey === null || secret === null || secret.length < 8) return bytes.length >= 96 ? "cut" : null
  if (!isEncrypted && secret.readUInt32BE(0) !== secret.readUInt32BE(4)) return "random"
  return { kind: "OpenSSH", isEncrypted }
}

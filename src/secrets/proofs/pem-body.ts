/** A private key: what it is for, and whether a passphrase protects it. */
interface PrivateKey {
  /** `RSA`, `EC`, `DSA`, `Ed25519`, `OpenSSH`, `PGP` …; `""` where it is hidden by the passphrase. */
  readonly kind: string
  readonly isEncrypted: boolean
}

/**
 * What the armour of a private key holds: a key, `"cut"` where it starts as one and isn't all there, `"random"` where it
 * is base64 that no key starts with, `null` where it is no base64 or next to nothing.
 */
export type PemBody = PrivateKey | "cut" | "random" | null

import { fromBase64, objectOfBase64 } from "./base64.ts"

/** What a JSON web token says of itself (RFC 7519). */
export interface JsonWebToken {
  readonly header: Readonly<Record<string, unknown>>
  readonly claims: Readonly<Record<string, unknown>>
  /** True where the signature has the length that its algorithm makes. */
  readonly isSigned: boolean
}

/** Bytes of a signature, by what the algorithm's name ends in (RFC 7518 §3); RSA keys have many lengths. */
const LENGTHS: Readonly<Record<string, readonly number[]>> = {
  HS256: [32],
  HS384: [48],
  HS512: [64],
  ES256: [64],
  ES256K: [64],
  ES384: [96],
  ES512: [132],
  EdDSA: [64, 114],
}
const RSA = [128, 256, 384, 512, 1024]

/** Registered claims (RFC 7519 §4.1): by one of them a token is known whose header leaves out the algorithm. */
const CLAIMS = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti"]

/** Reads a token of three parts; null where it is none, or where nobody signed it. */
export function readJwt(token: string): JsonWebToken | null {
  const parts = token.split(".")
  const [header = "", payload = "", signature = ""] = parts
  if (parts.length !== 3) return null
  const head = objectOfBase64(header)
  const claims = objectOfBase64(payload)
  if (head === null || claims === null) return null
  const algorithm = head["alg"] ?? ""
  if (typeof algorithm !== "string" || algorithm.toLowerCase() === "none") return null
  if (algorithm === "" && !CLAIMS.some((name) => name in claims)) return null
  const length = fromBase64(signature)?.length ?? 0
  const lengths = /^[RP]S(?:256|384|512)$/.test(algorithm) ? RSA : (LENGTHS[algorithm] ?? [])
  return { header: head, claims, isSigned: lengths.includes(length) }
}

/** True for the token that jwt.io and most handbooks show, whatever it was signed with. */
export function isSampleJwt({ claims }: JsonWebToken): boolean {
  return claims["sub"] === "1234567890" && typeof claims["name"] === "string" && claims["name"].startsWith("John")
}

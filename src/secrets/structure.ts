const json = (base64url: string): unknown => {
  try {
    return JSON.parse(Buffer.from(base64url, "base64url").toString("utf8"))
  } catch {
    return null
  }
}
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** A JSON web token whose header names an algorithm and whose claims are an object (RFC 7519 §7.2); not the sample that its home page shows. */
export function isJsonWebToken(value: string): boolean {
  const [header = "", payload = ""] = value.split(".")
  const head = json(header)
  const claims = json(payload)
  if (!isObject(head) || typeof head["alg"] !== "string" || !isObject(claims)) return false
  return !(claims["sub"] === "1234567890" && claims["name"] === "John Doe")
}

/** A PEM body (RFC 7468) that decodes to DER or to OpenSSH's own format and is long enough for a key: markers in source code are not. */
export function isPrivateKey(block: string): boolean {
  const lines = block.split(/\\r|\\n|\r|\n/)
  const body = lines.filter((line) => !line.includes("-----") && !line.includes(":")).join("")
  const bytes = Buffer.from(body.replace(/[^A-Za-z0-9+/=]/g, ""), "base64")
  if (bytes.length < 32 || !isMixed(bytes)) return false
  return bytes[0] === 0x30 || bytes.subarray(0, 14).toString("latin1") === "openssh-key-v1" || block.includes("PGP")
}

const isMixed = (bytes: Buffer): boolean => new Set(bytes.subarray(0, 256)).size >= 16

/** Base64 of exactly `length` bytes that are not all alike. */
export function isBase64Of(length: number): (value: string) => boolean {
  return (value) => {
    const bytes = Buffer.from(value, "base64")
    return bytes.length === length && new Set(bytes).size >= length / 4
  }
}

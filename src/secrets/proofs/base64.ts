const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/
const BASE64URL = /^[A-Za-z0-9_-]+={0,2}$/

/** The bytes that base64 (or base64url) text stands for; null where it is neither, or has a length that no encoder makes. */
export function fromBase64(text: string): Buffer | null {
  const digits = text.replace(/={1,2}$/, "")
  if (digits.length % 4 === 1) return null
  if (BASE64.test(text)) return Buffer.from(digits, "base64")
  return BASE64URL.test(text) ? Buffer.from(digits, "base64url") : null
}

/** The object that base64 of JSON stands for; null where it is none. */
export function objectOfBase64(text: string): Readonly<Record<string, unknown>> | null {
  const bytes = fromBase64(text)
  if (bytes === null) return null
  try {
    const value: unknown = JSON.parse(bytes.toString("utf8"))
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}

/** True where `text` is base64 of exactly `length` bytes that are not all alike. */
export function isBase64Of(text: string, length: number): boolean {
  const bytes = fromBase64(text)
  return bytes?.length === length && new Set(bytes).size >= Math.min(length, 256) / 4
}

/** User and password in base64 of `user:password`, as HTTP's Basic scheme and registries have them; null where it is none. */
export function userinfoOfBase64(text: string): { readonly user: string; readonly password: string } | null {
  const plain = fromBase64(text)?.toString("utf8") ?? ""
  const colon = plain.indexOf(":")
  if (colon < 0 || !/^[\x20-\x7e\u00a0-\ufffc]+$/.test(plain)) return null
  return { user: plain.slice(0, colon), password: plain.slice(colon + 1) }
}

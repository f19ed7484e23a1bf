import { isRegular } from "./look.ts"
import { isNamesake, isPlaceholder } from "./placeholder.ts"

const BASE64 = /^[A-Za-z0-9+/]{12,2000}={0,2}$/
const PRINTABLE = /^[\x20-\x7e]+$/

/** What base64 hides where it is a line of ASCII: what is drawn at random decodes to none. */
export function plainOf(text: string): string | null {
  if (!BASE64.test(text)) return null
  const plain = Buffer.from(text, "base64").toString("latin1")
  return PRINTABLE.test(plain) ? plain : null
}

/** True where a text is base64 of a user, a colon and a password that may be one. */
export function isBasic(text: string): boolean {
  const plain = plainOf(text)
  const colon = plain?.indexOf(":") ?? -1
  if (plain === null || colon < 0) return false
  const password = plain.slice(colon + 1)
  return password !== plain.slice(0, colon) && !isTelling(password)
}

/** True where a text says something, stands for something else, or is counted. */
export const isTelling = (text: string): boolean =>
  text.includes(" ") || text.length < 4 || isRegular(text) || isPlaceholder(text) || isNamesake(text)

import { isPlaceholder, judgePair, NAMED_VALUE, type Where } from "../assignments/index.ts"
import { isPrivateKey } from "./pem.ts"

/** Ciphertext of tools that keep values encrypted in their files: of no use without the key. */
const ENCRYPTED = /^(?:ENC[([]|\{cipher\}|\$ANSIBLE_VAULT|\{AES(?:128|256)?\}|\{[A-Za-z0-9+/=]{20,4096}\}$|AQICAH)/i
/** A value of Symfony's that stands somewhere else: `%env(DB_PASSWORD)%`. */
const REFERENCE = /^%[\w.]{1,100}(?:\([^()%]{0,200}\))?%$/
/** Parts of a key that say nothing without the parts before them. */
const WEAK = new Set("key value default id auth pass pwd private access text data string".split(" "))

/** True where a field that holds nothing but credentials has one: no stand-in, no reference, no ciphertext. */
export const isLiteral = (value: string): boolean =>
  value.startsWith("-----BEGIN ")
    ? isPrivateKey(value)
    : !ENCRYPTED.test(value) && !REFERENCE.test(value) && !isPlaceholder(value)

/** What a value is whose name, with its parents, may announce a credential; null where it is none. */
export function judged(
  path: readonly string[],
  value: string,
  where: Where,
): { readonly type?: string; readonly value: string } | null {
  if (ENCRYPTED.test(value) || REFERENCE.test(value)) return null
  const judgement = judgePair(nameOf(path), value, where)
  if (judgement === null) return null
  return judgement.type === NAMED_VALUE ? { value: judgement.value } : { type: judgement.type, value: judgement.value }
}

/** What a name with its parents is called by: its last part, with those before it where that one says nothing. */
function nameOf(path: readonly string[]): string {
  const last = path.at(-1) ?? ""
  return WEAK.has(last.toLowerCase()) ? path.slice(-3).join(".") : last
}

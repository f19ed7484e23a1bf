import { isPlaceholder, judgePair } from "../assignments/index.ts"

/** True where `name` announces a credential and `value` may be one. */
export const isCredential = (name: string, value: string): boolean => judgePair(name, value, "metadata") !== null

/** A password as `crypt` leaves it: to be guessed at leisure. */
const HASH = /^\$(?:[1-7]|2[abxy]?|y|gy|apr1|argon2\w{1,2})\$\S{8,}$/
const EXPANSION = /\$[A-Za-z_({]|`/

/** True where `value` may be a credential at a place that holds nothing else: the password option of a command. */
export const isLiteral = (value: string): boolean =>
  HASH.test(value) || (value.length >= 4 && !EXPANSION.test(value) && !isPlaceholder(value))

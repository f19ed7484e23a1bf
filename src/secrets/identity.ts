import { createHash } from "node:crypto"
import type { Sighting } from "../model/index.ts"
import { looksRandom } from "./proofs/random.ts"

/** So many characters drawn at random can't be found again from a hash, however long anybody tries. */
const UNGUESSABLE = 20
/** No password is as long: keys are. */
const LONG = 100

/** Of keys, whose lines are broken in one place, escaped in another and all of it in base64 in the third. */
const KEY = "-----BEGIN "
const ENCODED_KEY = "LS0tLS1CRUdJTi"

/** The same for one credential however it is written. */
export function canonical(value: string): string {
  const bare = value.replace(/\\[rn]/g, "")
  const text = value.startsWith(ENCODED_KEY) ? Buffer.from(bare, "base64").toString("latin1") : bare
  return text.startsWith(KEY) ? text.replace(/\s+/g, "") : value
}

/**
 * What tells a credential from others of its kind, over rebuilds and moves, and reveals nothing: a hash of the value
 * where that can't be guessed, else only what it was given to at `place`. So a password that is exchanged for another
 * one under the same name keeps its identity; a token does not.
 */
export function identityOf({ type, value: written, givenTo, evidence }: Sighting, place: string): string {
  const value = canonical(written)
  const isDrawn = evidence === "proved" || evidence === "anchored" || value.length >= LONG || looksRandom(value)
  return value.length >= UNGUESSABLE && isDrawn
    ? `${type} ${createHash("sha256").update(`plimsoll secret\0${value}`).digest("hex").slice(0, 32)}`
    : [type, givenTo, place].filter(Boolean).join(" ")
}

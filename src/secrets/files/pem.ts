import { readPem } from "../proofs/pem.ts"
import { nextOf } from "./formats/lines.ts"

const BEGIN = "-----BEGIN "
/** No armour of a key is longer. */
const LONGEST = 65_536

/** True where a PEM private key begins in the text that holds a key, not just its armour. */
export function isPrivateKey(text: string): boolean {
  const begin = text.indexOf(BEGIN)
  const key = begin < 0 ? null : readPem(text.slice(begin, begin + LONGEST))
  return key !== null && key !== "random"
}

/** Private keys in PEM, whatever stands between them, and where they start. */
export function* privateKeys(text: string): Generator<{ readonly block: string; readonly index: number }> {
  const ends = nextOf(text, "-----END ")
  for (let at = text.indexOf(BEGIN); at >= 0;) {
    const next = text.indexOf(BEGIN, at + BEGIN.length)
    const end = ends(at)
    const stop = Math.min(end < 0 ? text.length : Math.max(end, text.indexOf("-----", end + 9) + 5), at + LONGEST)
    const block = text.slice(at, next < 0 ? stop : Math.min(stop, next))
    if (block.slice(0, 60).includes("PRIVATE KEY-----") && isPrivateKey(block)) yield { block, index: at }
    at = next
  }
}

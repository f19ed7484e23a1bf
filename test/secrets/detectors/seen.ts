import { createHash } from "node:crypto"
import { FAMILIES } from "../../../src/secrets/detectors/index.ts"
import { matchAt, type TokenMatch } from "../../../src/secrets/match.ts"

/** All that any detector sees in a text, at every place where one of its marks stands. */
function matchesIn(text: string): TokenMatch[] {
  const found: TokenMatch[] = []
  for (const detector of FAMILIES)
    for (const mark of detector.marks)
      for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
        const match = matchAt(detector, text, at)
        if (match !== null) found.push(match)
      }
  return found
}

/** Type and evidence of what is seen in a text, the first family first. */
export const seen = (text: string): string[] => [
  ...new Set(matchesIn(text).map(({ detector, evidence }) => `${detector.type} ${evidence}`)),
]

/** The values that are seen. */
export const values = (text: string): string[] => [...new Set(matchesIn(text).map(({ value }) => value))]

const LOWER = "abcdefghijklmnopqrstuvwxyz"
export const HEX = "0123456789abcdef"
export const BASE36 = `0123456789${LOWER}`
export const BASE32 = `${LOWER.toUpperCase()}234567`
export const BASE62 = `${BASE36}${LOWER.toUpperCase()}`

/** Characters of `digits` as if drawn at random, the same ones each time. */
export function draw(digits: string, length: number, seed = 1): string {
  const parts = Array.from({ length: Math.ceil(length / 32) }, (_, part) =>
    createHash("sha256").update(`${seed} ${digits} ${part}`).digest(),
  )
  return Array.from(Buffer.concat(parts).subarray(0, length), (byte) => digits.charAt(byte % digits.length)).join("")
}

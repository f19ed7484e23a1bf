import { createHash } from "node:crypto"
import { describe, expect, it } from "vitest"
import { isWordLike, looksRandom } from "../../../src/secrets/proofs/random.ts"

const drawn = (seed: number, digits: string, length: number): string => {
  const hashes = [0, 1, 2, 3].map((part) => createHash("sha256").update(`${seed} ${part}`).digest())
  return Array.from(Buffer.concat(hashes).subarray(0, length), (byte) => digits.charAt(byte % digits.length)).join("")
}
const LOWER = "abcdefghijklmnopqrstuvwxyz"
const HEX = "0123456789abcdef"
const BASE62 = `0123456789${LOWER}${LOWER.toUpperCase()}`

describe("the look of a draw", () => {
  it.each([
    ["hex", HEX, 32],
    ["long hex", HEX, 64],
    ["base62", BASE62, 20],
    ["long base62", BASE62, 100],
    ["lower case and digits", `0123456789${LOWER}`, 20],
    ["base32", `${LOWER.toUpperCase()}234567`, 16],
    ["letters", LOWER + LOWER.toUpperCase(), 34],
  ])("is seen in %s, at most one in 500 missed", (_, digits, length) => {
    const missed = Array.from({ length: 2000 }, (_each, seed) => drawn(seed, digits, length)).filter(
      (value) => !looksRandom(value),
    )
    expect(missed.length).toBeLessThanOrEqual(4)
  })

  it.each([
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "XXXXXXXXXXXXXXXXXXXX",
    "0123456789abcdef0123456789abcdef",
    "abcdefghijklmnopqrstuvwxyz",
    "1234567890123456789012345678901234567890",
    "deadbeefdeadbeefdeadbeefdeadbeef",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "your-access-token-goes-here",
    "PersonalAccessTokenOfTheBuild",
    "IOSFODNN7EXAMPLE",
    "my_gitlab_deploy_key_1",
    "00000000-0000-0000-0000-000000000000",
  ])("is not seen in %s", (text) => {
    expect(looksRandom(text)).toBe(false)
  })

  it("takes short rows of letters for no words", () => {
    expect(isWordLike("kom3dsa5vorenvu3ufpj")).toBe(false)
    expect(isWordLike("container-registry-login")).toBe(true)
  })
})

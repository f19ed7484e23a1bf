import { describe, expect, it } from "vitest"
import {
  crc32,
  endsInBase62Crc,
  endsInHexCrc,
  endsInReversedHexCrc,
  inBase62,
  isBech32,
  isRoutable,
} from "../../../src/secrets/proofs/checksum.ts"

const BODY = "q8ZtYbX2mLw0RfKjV5nAhGd7PcEs1U"

describe("checksums in tokens", () => {
  it("are right at the end of a GitHub or npm token, and nowhere else", () => {
    const token = `npm_${BODY}${inBase62(crc32(BODY), 6)}`
    expect(endsInBase62Crc(token)).toBe(true)
    expect(endsInBase62Crc(token.replace("q8", "q9"))).toBe(false)
    expect(inBase62(0, 6)).toBe("000000")
  })

  it("are hex, of either case and either order of bytes", () => {
    expect(endsInHexCrc("123456789=CBF43926", "123456789")).toBe(true)
    expect(endsInHexCrc("123456789=cbf43926", "123456789")).toBe(true)
    expect(endsInReversedHexCrc("123456789_2639f4cb", "123456789")).toBe(true)
    expect(endsInReversedHexCrc("123456789_cbf43926", "123456789")).toBe(false)
  })

  it("come with the length in a GitLab token", () => {
    const covered = `${BODY}.0u`
    const token = `glpat-${covered}${crc32(covered).toString(36).padStart(7, "0")}`
    expect(isRoutable(token)).toBe(true)
    expect(isRoutable(token.replace(".0u", ".0v"))).toBe(false)
    expect(isRoutable("glpat-0123456789abcdefghij")).toBe(false)
  })

  it("close Bech32 of either case", () => {
    expect(isBech32("A12UEL5L")).toBe(true)
    expect(isBech32("abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw")).toBe(true)
    expect(isBech32("a12uel5m")).toBe(false)
    expect(isBech32("1qqqqqqqq")).toBe(false)
  })
})

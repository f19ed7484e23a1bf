import { createHash } from "node:crypto"
import { describe, expect, test } from "vitest"
import type { Sighting } from "../../src/model/index.ts"
import { canonical, identityOf } from "../../src/secrets/index.ts"
import { githubToken, random } from "../support/made-up.ts"

const sighting = (value: string, more: Partial<Sighting> = {}): Sighting => ({
  type: "named-value",
  evidence: "generic",
  value,
  givenTo: "DB_PASSWORD",
  line: 3,
  member: "",
  encoding: "",
  ...more,
})
const of = (value: string, more: Partial<Sighting> = {}, place = "/app/.env"): string =>
  identityOf(sighting(value, more), place)

describe("what can't be guessed is told by what it is", () => {
  const token = { type: "github-token", evidence: "proved" } as const

  test("wherever it stands, whatever it is given to and however it is written there", () => {
    const value = githubToken()
    const moved = of(value, { ...token, givenTo: "B", line: 9, encoding: "base64" }, "/srv/other")
    expect(moved).toBe(of(value, token))
    expect(of(githubToken(), token)).not.toBe(moved)
  })

  test("a key, however its lines are broken", () => {
    const key = `-----BEGIN PRIVATE KEY-----\n${random(64)}\n${random(20)}\n-----END PRIVATE KEY-----`
    const forms = [
      key,
      `${key}\n`,
      key.replaceAll("\n", "\r\n"),
      key.replaceAll("\n", "\\n"),
      Buffer.from(key).toString("base64"),
    ]
    expect(new Set(forms.map(canonical)).size).toBe(1)
    expect(new Set(forms.map((form) => of(form, { type: "private-key", evidence: "structured" }))).size).toBe(1)
  })

  test("and shows nothing of it, nor a hash that anybody would compute", () => {
    const value = githubToken()
    const identity = of(value, token)
    expect(identity).not.toContain(value.slice(4, 12))
    for (const hash of ["sha256", "sha1", "md5"])
      expect(identity).not.toContain(createHash(hash).update(value).digest("hex").slice(0, 12))
  })
})

describe("what can be guessed is told by its place, and never enters a hash", () => {
  test.each(["tr0ub4", "vX3nq8Lw5tTz", "correct-horse-battery-staple", "summer2024summer2024", "a".repeat(40)])(
    "%s",
    (password) => {
      expect(of(password)).toBe(of("another one"))
      expect(of(password)).toBe("named-value DB_PASSWORD /app/.env")
    },
  )

  test("even where its form is a vendor's", () =>
    expect(of("short-one", { evidence: "anchored" })).toBe("named-value DB_PASSWORD /app/.env"))

  test("so that other names and other files are others", () => {
    const one = of("vX3nq8Lw5tTz")
    expect(of("vX3nq8Lw5tTz", { givenTo: "API_PASSWORD" })).not.toBe(one)
    expect(of("vX3nq8Lw5tTz", {}, "/app/.env.production")).not.toBe(one)
  })
})

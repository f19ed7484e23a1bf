import { describe, expect, it } from "vitest"
import { isBase64Of, objectOfBase64, userinfoOfBase64 } from "../../../src/secrets/proofs/base64.ts"
import { isSampleJwt, readJwt } from "../../../src/secrets/proofs/jwt.ts"
import { isStandIn } from "../../../src/secrets/proofs/password.ts"

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url")
const jwt = (header: unknown, claims: unknown, signature = Buffer.alloc(32, 5)): string =>
  `${encode(header)}.${encode(claims)}.${signature.toString("base64url")}`

describe("JSON web tokens", () => {
  it("have a header, claims, and a signature as long as the algorithm makes it", () => {
    expect(readJwt(jwt({ alg: "HS256" }, { sub: "x" }))).toMatchObject({ isSigned: true, claims: { sub: "x" } })
    expect(readJwt(jwt({ alg: "RS256" }, { sub: "x" }))).toMatchObject({ isSigned: false })
    expect(readJwt(jwt({ typ: "JWT" }, { iss: "x" }))).not.toBeNull()
  })

  it("are none without a signature, an algorithm or an object", () => {
    expect(readJwt(jwt({ alg: "none" }, { sub: "x" }))).toBeNull()
    expect(readJwt(jwt({ typ: "JWT" }, { name: "x" }))).toBeNull()
    expect(readJwt(jwt(["alg"], { sub: "x" }))).toBeNull()
    expect(readJwt("eyJhbGciOi.eyJ.x")).toBeNull()
  })

  it("are known when everybody knows them", () => {
    const token = readJwt(jwt({ alg: "HS256" }, { sub: "1234567890", name: "John Doe", iat: 1516239022 }))
    expect(token !== null && isSampleJwt(token)).toBe(true)
  })
})

describe("base64", () => {
  it("is read as bytes, JSON, or user and password", () => {
    expect(isBase64Of(Buffer.from(Array.from({ length: 64 }, (_, at) => at)).toString("base64"), 64)).toBe(true)
    expect(isBase64Of(Buffer.alloc(64).toString("base64"), 64)).toBe(false)
    expect(objectOfBase64(encode({ k: 1 }))).toEqual({ k: 1 })
    expect(objectOfBase64("not base64!")).toBeNull()
    expect(userinfoOfBase64(Buffer.from("ci:f:3x").toString("base64"))).toEqual({ user: "ci", password: "f:3x" })
    expect(userinfoOfBase64("authentication")).toBeNull()
  })
})

describe("passwords", () => {
  it.each([
    "password",
    "changeme",
    "${DB_PASS}",
    "$PASS",
    "<password>",
    "****",
    "your-password",
    "{{ pw }}",
    "%s",
    "xxxx",
    "DB_PASSWORD",
  ])("%s stands for another", (text) => {
    expect(isStandIn(text)).toBe(true)
  })

  it("may be what they like otherwise, but not the user's name", () => {
    expect(isStandIn("postgres", "postgres")).toBe(true)
    expect(isStandIn("Tr0ub4dor&3", "postgres")).toBe(false)
    expect(isStandIn("KgZI-7UZaiA#%h")).toBe(false)
    expect(isStandIn("pass456")).toBe(false)
  })
})

import { deflateSync } from "node:zlib"
import { generateKeyPairSync } from "node:crypto"
import { describe, expect, test } from "vitest"
import type { Sighting } from "../../../src/model/index.ts"
import { createContentScanner } from "../../../src/secrets/index.ts"
import { githubToken, npmToken, random } from "../../support/made-up.ts"

const scanner = createContentScanner()

/** What is seen in a file, given in pieces of `size` bytes. */
function scan(content: string | Uint8Array, { path = "srv/app/notes.txt", size = Infinity } = {}): readonly Sighting[] {
  const bytes = typeof content === "string" ? Buffer.from(content) : content
  scanner.open(path, "")
  for (let at = 0; at < bytes.length; at += Math.min(size, bytes.length))
    scanner.piece(Uint8Array.from(bytes.subarray(at, Math.min(bytes.length, at + size))))
  return scanner.close()
}

const values = (sightings: readonly Sighting[]): string[] => sightings.map(({ value }) => value)

const token = githubToken()
const key = generateKeyPairSync("rsa", { modulusLength: 4096 })
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString()
  .trim()

describe("a credential across the edges of pieces", () => {
  const CAPACITY = 512 * 1024
  const around = [-9000, -4097, -65, -40, -39, -20, -5, -4, -1, 0, 1, 5, 700]

  test.each(around)("a token that starts %i bytes from the end of the buffer is found once, whole", (offset) => {
    const text = `${".\n".repeat((CAPACITY + offset) / 2)}${offset % 2 === 0 ? "" : " "}key=${token}\n${"x ".repeat(100_000)}`
    expect(values(scan(text))).toEqual([token])
    expect(values(scan(text, { size: 65_536 }))).toEqual([token])
  })

  test.each(around)("a private key that starts %i bytes from there is found once, whole", (offset) => {
    const text = `${"-".repeat(CAPACITY + offset)}\n${key}\n${"y ".repeat(400_000)}`
    expect(values(scan(text))).toEqual([key])
  })

  test.each([1, 7, 511, 4096])("pieces of %i bytes make no difference", (size) => {
    const text = `A=1\nGITHUB_TOKEN=${token}\nDB_PASSWORD="vX3nq8Lw5tTz"\n${key}\npostgres://app:wJ3kq9Zt2x@db.corp.io/shop\n`
    expect(scan(text, { size, path: "srv/app/settings.conf" })).toEqual(scan(text, { path: "srv/app/settings.conf" }))
    expect(values(scan(text, { size, path: "srv/app/settings.conf" }))).toEqual([
      token,
      "vX3nq8Lw5tTz",
      key,
      "wJ3kq9Zt2x",
    ])
  })
})

test("what it was given to and the line are told", () => {
  expect(scan(`a\nb\n  "githubToken": "${token}",\n`)).toMatchObject([
    { type: "github-token", evidence: "proved", givenTo: "githubToken", line: 3, member: "", encoding: "" },
  ])
  const far = `${"line\n".repeat(300_000)}token: ${token}\n`
  expect(scan(far)).toMatchObject([{ line: 300_001 }])
})

test("a binary is looked at like any file, without lines", () => {
  const binary = Buffer.concat([
    Buffer.alloc(1000, 0),
    deflateSync(random(5000)),
    Buffer.from(`\0${token}\0`),
    Buffer.alloc(99),
  ])
  expect(scan(binary)).toMatchObject([{ value: token, line: 0 }])
})

test("a NUL near the start of a text doesn't hide what follows", () => {
  expect(values(scan(`#!\0\nGITHUB_TOKEN=${token}\n`))).toEqual([token])
})

describe("encoded", () => {
  const lines = `[app]\nGITHUB_TOKEN=${token}\nname=shop\n`
  test.each([
    ["UTF-16 with its mark", Buffer.from(`\ufeff${lines}`, "utf16le"), "UTF-16"],
    ["UTF-16 without one", Buffer.from(lines, "utf16le"), "UTF-16"],
    ["UTF-16, the other order", Buffer.from(`\ufeff${lines}`, "utf16le").swap16(), "UTF-16"],
    ["base64 under a name that announces it", `config_secret: ${Buffer.from(lines).toString("base64")}\n`, "base64"],
    ["base64 under any name", `payload: ${Buffer.from(lines).toString("base64")}\n`, "base64"],
    [
      "base64 that starts in the middle of a word",
      `data=${Buffer.from(`machine x password ${token}`).toString("base64")}`,
      "base64",
    ],
  ])("%s", (_, content, encoding) => {
    const found = scan(content)
    expect(values(found)).toContain(token)
    expect(found.find(({ value }) => value === token)?.encoding).toBe(encoding)
  })
})

test("a password in a URL that is part of another is found", () => {
  const text = `next=https%3A%2F%2Fci%3AvX3nq8Lw5tTz%40git.corp.io%2Facme&x=1`
  expect(scan(text)).toMatchObject([{ value: "vX3nq8Lw5tTz", encoding: "percent-encoded" }])
})

test("a token outranks the assignment that it stands in", () => {
  expect(scan(`NPM_TOKEN="${npmToken()}"\n`)).toMatchObject([
    { type: "npm-token", evidence: "proved", givenTo: "NPM_TOKEN" },
  ])
})

test("the files that hold logins are read as what they are", () => {
  expect(scan("machine git.corp.io login ci password vX3nq8Lw5tTz\n", { path: "root/.netrc" })).toMatchObject([
    { value: "vX3nq8Lw5tTz", evidence: "structured" },
  ])
  expect(scan("machine git.corp.io login ci password vX3nq8Lw5tTz\n", { path: "root/notes" })).toEqual([])
})

test("two credentials with the same value in one file are one each", () => {
  expect(values(scan(`A_TOKEN=${token}\nB_TOKEN=${token}\n`))).toEqual([token, token])
})

/** Milliseconds of CPU that a scan takes. */
const time = (text: string): number => {
  const start = process.cpuUsage()
  scan(text)
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

describe("input made to be slow", () => {
  const MB = 1024 * 1024
  const forms: readonly (readonly [string, string])[] = [
    ["key ids", "AKIA"],
    ["armour", "-----BEGIN RSA PRIVATE KEY-----\n"],
    ["half an assignment", 'password = "'],
    ["assignments", "token=token="],
    ["base64", "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo0"],
    ["addresses", "https://a:b@"],
    ["blanks", " "],
    ["heads of web tokens", "eyJ"],
    ["dashes", "-"],
    ["one long line", "x"],
  ]

  test.each(forms)("%s take time in proportion to their length, and bounded memory", (_, unit) => {
    const small = unit.repeat(Math.ceil(MB / unit.length))
    const large = unit.repeat(Math.ceil((8 * MB) / unit.length))
    time(small)
    expect(time(large)).toBeLessThan(20 * time(small) + 500)
  })

  test("a file of names without end is given up, and said so", () => {
    scan("token=a1b2c3d4e5 ".repeat(300_000))
    expect(scanner.isWhole).toBe(false)
    scan("token=a1b2c3d4e5")
    expect(scanner.isWhole).toBe(true)
  })
})

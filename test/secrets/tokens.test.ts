import { generateKeyPairSync } from "node:crypto"
import { describe, expect, test } from "vitest"
import { findTokens } from "../../src/secrets/index.ts"
import { crc32, githubToken, npmToken, random } from "../support/made-up.ts"

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url")
const jwt = (header: unknown, claims: unknown): string => `${part(header)}.${part(claims)}.${random(43)}`
const digits = (length: number): string => "8236915407328".slice(0, length)
const hex = (length: number): string => Buffer.from(random(length)).toString("hex").slice(0, length)
const upper = (length: number): string =>
  random(length * 4)
    .toUpperCase()
    .replace(/[^A-Z2-7]/g, "")
    .slice(0, length)
const letters = (length: number): string =>
  random(length * 3)
    .replace(/\d/g, "")
    .slice(0, length)
const { privateKey } = generateKeyPairSync("ed25519", {
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
})
const { publicKey } = generateKeyPairSync("ed25519", {
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
})
const key = privateKey.trim()
const storageKey = Buffer.from(random(64)).toString("base64")
const secretKey = `${random(38)}/+`

/** One of each family: what is written, and the value in it where that is not all. */
const FAMILIES: Readonly<Record<string, string | readonly [text: string, value: string]>> = {
  "github-token": githubToken(),
  "github-fine-grained-token": `github_pat_${random(22)}_${random(59)}`,
  "gitlab-token": `glpat-${random(20)}`,
  "npm-token": npmToken(),
  "pypi-token": `pypi-AgEIcHlwaS5vcmc${random(120)}`,
  "slack-token": `xoxb-${digits(12)}-${digits(13)}-${random(24)}`,
  "slack-webhook": `https://hooks.slack.com/services/T${upper(9)}/B${upper(9)}/${random(24)}`,
  "stripe-key": `sk_live_${random(24)}`,
  "sendgrid-key": `SG.${random(22)}.${random(43)}`,
  "google-api-key": `AIza${random(35)}`,
  "openai-key": `sk-proj-${random(74)}T3BlbkFJ${random(74)}`,
  "anthropic-key": `sk-ant-api03-${random(93)}AA`,
  "hugging-face-token": `hf_${letters(34)}`,
  "digitalocean-token": `dop_v1_${hex(64)}`,
  "docker-token": `dckr_pat_${random(27)}`,
  "vault-token": `hvs.${random(96)}`,
  "atlassian-token": `ATBB${random(24)}0A1B2C3D`,
  "aws-access-key": `AKIA${upper(16)}`,
  "aws-secret-key": [`aws_secret_access_key = ${secretKey}`, secretKey],
  "azure-storage-key": [`AccountName=a;AccountKey=${storageKey};`, storageKey],
  "json-web-token": jwt({ alg: "HS256", typ: "JWT" }, { sub: "1", admin: true }),
  "private-key": key,
  "google-service-account": [JSON.stringify({ private_key: key }), JSON.stringify(key).slice(1, -1)],
  "url-password": ["redis://:pFx29sLq@cache:6379/0", "pFx29sLq"],
}

describe.each(Object.entries(FAMILIES))("%s", (type, form) => {
  const [text, value] = typeof form === "string" ? [form, form] : form

  test.each(["%s", "A=%s ", '{"a":"%s","b":1}', "(%s)", "?k=%s&x=1", "'%s';"])(
    "is found in %s, once and whole",
    (frame) => {
      const line = frame.replace("%s", () => text)
      const found = findTokens(line)
      expect(found.map((match) => [match.type, match.value])).toEqual([[type, value]])
      expect(line.slice(found[0]?.index, (found[0]?.index ?? 0) + (found[0]?.length ?? 0))).toBe(value)
    },
  )

  test("is redacted to the public part of its format", () => {
    const [match] = findTokens(text)
    const shown = match?.redacted.split("****")[0] ?? ""
    expect(value.startsWith(shown)).toBe(true)
    expect(value.length - shown.length).toBeGreaterThanOrEqual(8)
  })
})

test("each family has its case here", async () => {
  const { DETECTORS } = await import("../../src/secrets/detectors.ts")
  expect(Object.keys(FAMILIES).toSorted()).toEqual(DETECTORS.map(({ type }) => type).toSorted())
})

test("a checksum that is wrong is no token", () => {
  expect(crc32("123456789")).toBe(0xcbf43926)
  for (const token of [githubToken(), npmToken()]) {
    const last = token.endsWith("0") ? "1" : "0"
    expect(findTokens(token.slice(0, -1) + last)).toEqual([])
  }
})

test.each([
  ["published examples", "AKIAIOSFODNN7EXAMPLE aws_secret_access_key=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"],
  [
    "masks",
    `ghp_${"x".repeat(36)} sk-${"x".repeat(48)} https://hooks.slack.com/services/T00000000/B00000000/${"X".repeat(24)}`,
  ],
  ["names of algorithms", "sk-ecdsa-sha2-nistp256-cert-v01@openssh.com sk-ssh-ed25519-cert-v01"],
  ["the middle of a word", `x${githubToken()} ${npmToken()}x`],
  ["public keys and certificates", publicKey + publicKey.replaceAll("PUBLIC KEY", "CERTIFICATE")],
  ["markers without a key", 'if (s.startsWith("-----BEGIN PRIVATE KEY-----")) read("-----END PRIVATE KEY-----")'],
  ["a body that is no key", `-----BEGIN PRIVATE KEY-----\n${"A".repeat(64)}\n-----END PRIVATE KEY-----`],
  [
    "the sample that every page on web tokens shows",
    jwt({ alg: "HS256" }, { sub: "1234567890", name: "John Doe", iat: 1516239022 }),
  ],
  ["what has three parts but no header", `eyJub3QiOiJhbGcifQ.eyJhIjoxfQ.${random(43)}`],
  [
    "addresses without a password",
    "https://example.com:8080/a@b git@github.com:a/b.git https://user@host/ http://$USER:$PASSWORD@host http://u:${PASS}@host",
  ],
  [
    "default and documented passwords",
    "amqp://guest:guest@localhost https://user:password@host http://john:S3nsit1ve@my.example.com",
  ],
])("%s are no tokens", (_, text) => {
  expect(findTokens(text)).toEqual([])
})

test("a token in a URL is told by its family, not twice", () => {
  const found = findTokens(`https://x-access-token:${githubToken()}@github.com/a/b`)
  expect(found.map(({ type }) => type)).toEqual(["github-token"])
})

test.each([
  ["eyJ.", "eyJ"],
  ["mark after mark", "glpat-ghp_npm_SG.AIzaxoxb-1-sk-hvs.eyJ://"],
  ["openings", "-----BEGIN PRIVATE KEY-----a"],
  ["keys", "AKIAAAAAAAAAAAAAAAAA secret_key="],
  ["addresses", "a://b:c"],
  ["web tokens", `eyJ${"a".repeat(30)}.`],
])("stays linear on a megabyte of %s", (_, unit) => {
  const text = unit.repeat(Math.ceil(1_000_000 / unit.length))
  const start = performance.now()
  findTokens(text)
  expect(performance.now() - start).toBeLessThan(2000)
})

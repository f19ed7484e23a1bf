import { generateKeyPairSync } from "node:crypto"
import { describe, expect, it } from "vitest"
import { crc24 } from "../../../src/secrets/proofs/checksum.ts"
import { readPem } from "../../../src/secrets/proofs/pem.ts"

const rsa = generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey
const ec = generateKeyPairSync("ec", { namedCurve: "prime256v1" }).privateKey
const ed25519 = generateKeyPairSync("ed25519").privateKey
const cipher = { cipher: "aes-256-cbc", passphrase: "correct horse" }
const pem = String(rsa.export({ type: "pkcs1", format: "pem" }))
const BEGIN = "-----BEGIN "

const armour = (label: string, bytes: Uint8Array, more = ""): string =>
  `${BEGIN}${label}-----\n${Buffer.from(bytes)
    .toString("base64")
    .replace(/.{1,64}/g, "$&\n")}${more}-----END ${label}-----\n`

const field = (content: Buffer | string): Buffer => {
  const bytes = Buffer.from(content)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}
const openSsh = (name: string, secret: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from("openssh-key-v1\0"),
    field(name),
    field("none"),
    field(""),
    Buffer.from([0, 0, 0, 1]),
    field(Buffer.alloc(51, 7)),
    field(secret),
  ])

const packet = (usage: number): Buffer =>
  Buffer.concat([
    Buffer.from([0x95, 0, 40, 4, 1, 2, 3, 4, 1]),
    Buffer.from([0, 64, 0xc1, 2, 3, 4, 5, 6, 7, 8]),
    Buffer.from([0, 17, 1, 0, 1, usage]),
    Buffer.from("some bytes that are not looked at here"),
  ])
const block = (bytes: Buffer, sum: number): string => {
  const tail = Buffer.from([sum >> 16, (sum >> 8) & 255, sum & 255]).toString("base64")
  return armour("PGP PRIVATE KEY BLOCK", bytes, `=${tail}\n`).replace("-----\n", "-----\nVersion: GnuPG v2\n\n")
}

describe("what an armour holds", () => {
  it.each([
    ["PKCS#1", pem, { kind: "RSA", isEncrypted: false }],
    ["PKCS#8", String(rsa.export({ type: "pkcs8", format: "pem" })), { kind: "RSA", isEncrypted: false }],
    ["SEC1", String(ec.export({ type: "sec1", format: "pem" })), { kind: "EC", isEncrypted: false }],
    ["Ed25519", String(ed25519.export({ type: "pkcs8", format: "pem" })), { kind: "Ed25519", isEncrypted: false }],
    [
      "encrypted PKCS#8",
      String(rsa.export({ type: "pkcs8", format: "pem", ...cipher })),
      { kind: "", isEncrypted: true },
    ],
    [
      "encrypted PKCS#1",
      String(rsa.export({ type: "pkcs1", format: "pem", ...cipher })),
      { kind: "RSA", isEncrypted: true },
    ],
    [
      "OpenSSH",
      armour("OPENSSH PRIVATE KEY", openSsh("none", Buffer.alloc(96, 3))),
      { kind: "OpenSSH", isEncrypted: false },
    ],
    [
      "OpenSSH with a passphrase",
      armour("OPENSSH PRIVATE KEY", openSsh("aes256-ctr", Buffer.alloc(96, 3))),
      { kind: "OpenSSH", isEncrypted: true },
    ],
  ])("tells %s", (_, text, key) => {
    expect(readPem(text)).toEqual(key)
  })

  it.each([
    ["JSON", JSON.stringify({ key: pem })],
    ["JSON in JSON", JSON.stringify(JSON.stringify({ key: pem }))],
    ["YAML", pem.replace(/^/gm, "      ")],
    ["one line", pem.replaceAll("\n", " ")],
    ["no line ends at all", pem.replaceAll("\n", "")],
    ["CRLF", pem.replaceAll("\n", "\r\n")],
    [
      "a Java string",
      pem
        .trim()
        .split("\n")
        .map((line) => `  "${line}\\n"`)
        .join(" +\n"),
    ],
    [
      "a Python string",
      pem
        .trim()
        .split("\n")
        .map((line) => `  '${line}\\n'`)
        .join("\n"),
    ],
    [
      "Python bytes",
      pem
        .trim()
        .split("\n")
        .map((line) => `  b'${line}\\n'`)
        .join("\n"),
    ],
    [
      "a list of lines",
      pem
        .trim()
        .split("\n")
        .map((line) => `"${line}"`)
        .join(", "),
    ],
    ["comment lines", pem.trim().replace(/^/gm, "# ")],
    ["a percent-encoded form", pem.replaceAll("\n", "%0A")],
  ])("reads a key in %s", (_, text) => {
    expect(readPem(text.slice(text.indexOf(BEGIN)))).toEqual({ kind: "RSA", isEncrypted: false })
  })

  it("tells OpenPGP's secret keys by packet and checksum, and whether they are protected", () => {
    expect(readPem(block(packet(0), crc24(packet(0))))).toEqual({ kind: "PGP", isEncrypted: false })
    expect(readPem(block(packet(254), crc24(packet(254))))).toEqual({ kind: "PGP", isEncrypted: true })
    expect(readPem(block(packet(0), crc24(packet(0)) ^ 1))).toBe("random")
  })

  it("says where a key is cut, and finds none in public keys, markers, dots and random text", () => {
    const publicKey = generateKeyPairSync("ed25519").publicKey.export({ type: "spki", format: "der" })
    expect(readPem(pem.slice(0, 500))).toBe("cut")
    expect(readPem(armour("PRIVATE KEY", publicKey))).toBeNull()
    expect(readPem(`${BEGIN}PRIVATE KEY-----\\n" + body + "\\n-----END PRIVATE KEY-----`)).toBeNull()
    expect(readPem(pem.replace(/(.{20})\n/, "$1...\n"))).toBeNull()
    expect(readPem(armour("PRIVATE KEY", Buffer.from("no key, but text as long as one could well be".repeat(3))))).toBe(
      "random",
    )
  })
})

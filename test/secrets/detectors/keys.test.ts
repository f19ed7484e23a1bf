import { generateKeyPairSync } from "node:crypto"
import { describe, expect, it } from "vitest"
import { draw, seen, values } from "./seen.ts"

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 1024 })
const pem = String(privateKey.export({ type: "pkcs8", format: "pem" }))
const locked = String(privateKey.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "a b c" }))
const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

describe("private keys", () => {
  it.each([
    ["a file", pem],
    ["a bundle", `${String(publicKey.export({ type: "spki", format: "pem" }))}${pem}`],
    ["JSON", JSON.stringify({ key: pem })],
    ["a variable on one line", `KEY="${pem.replaceAll("\n", String.raw`\n`)}"`],
    ["a command", `RUN echo "${pem}" > /root/.ssh/id_rsa`],
    ["base64", `tls.key: ${Buffer.from(pem).toString("base64")}`],
    ["base64 in lines", Buffer.from(pem).toString("base64").replace(/.{76}/g, "$&\n    ")],
  ])("are seen in %s", (_, text) => {
    expect(seen(text)).toEqual(["private-key structured"])
  })

  it("with a passphrase are another type, less severe", () => {
    expect(seen(locked)).toEqual(["encrypted-private-key structured"])
    expect(seen(Buffer.from(locked).toString("base64"))).toEqual(["encrypted-private-key structured"])
  })

  it("of a Google service account say so", () => {
    const json = JSON.stringify(
      { type: "service_account", private_key: pem, client_email: "x@y.iam.gserviceaccount.com" },
      null,
      2,
    )
    expect(seen(json)).toEqual(["google-service-account structured", "private-key structured"])
  })

  it("are not what only looks like one", () => {
    const begin = "-----BEGIN "
    expect(
      seen(`if (text.startsWith("${begin}PRIVATE KEY-----")) return read(text, "-----END PRIVATE KEY-----")`),
    ).toEqual([])
    expect(seen(String(publicKey.export({ type: "spki", format: "pem" })))).toEqual([])
    expect(seen(Buffer.from(String(publicKey.export({ type: "spki", format: "pem" }))).toString("base64"))).toEqual([])
    expect(seen(`${begin}RSA PRIVATE KEY-----\nMIIE...\n-----END RSA PRIVATE KEY-----`)).toEqual([])
    expect(seen(`${begin}RSA PRIVATE KEY-----\n${draw(BASE64, 200)}\n-----END RSA PRIVATE KEY-----`)).toEqual([
      "private-key refuted",
    ])
  })

  it("of PuTTY, age and minisign have forms of their own", () => {
    const body = `${draw(BASE64, 64)}\n${draw(BASE64, 40, 2)}\n`
    const putty = (cipher: string): string =>
      `PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: ${cipher}\nComment: ci\nPublic-Lines: 2\n${body}Private-Lines: 1\n${draw(BASE64, 48, 3)}\nPrivate-MAC: ${"ab12".repeat(16)}\n`
    expect(seen(putty("none"))).toEqual(["private-key structured"])
    expect(seen(putty("aes256-cbc"))).toEqual(["encrypted-private-key structured"])
    expect(seen(`AGE-SECRET-KEY-1${draw("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L", 58)}`)).toEqual(["age-key refuted"])
    const lines = Array.from({ length: 16 }, (_, at) => draw("0123456789abcdef", 32, at)).join("\n")
    const mark = "-----BEGIN OpenVPN Static key V1-----"
    expect(seen(`#\n${mark}\n${lines}\n-----END OpenVPN Static key V1-----\n`)).toEqual(["openvpn-key structured"])
    expect(seen(`untrusted comment: secret\nRWRTY0Iy${draw(BASE64, 203)}=\n`)).toEqual(["minisign-key anchored"])
  })

  it("come whole", () => {
    expect(values(`x ${pem} y`)).toEqual([pem.trim()])
  })
})

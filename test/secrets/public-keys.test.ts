import { generateKeyPairSync } from "node:crypto"
import { expect, test } from "vitest"
import { fingerprintOf, isPublicKey } from "../../src/secrets/public-keys.ts"

const pem = (): string =>
  generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey.export({ type: "pkcs8", format: "pem" }) as string

test("a key is the same however its lines are broken", () => {
  const key = pem()
  const forms = [
    key.replaceAll("\n", "\r\n"),
    JSON.stringify(key).slice(1, -1),
    JSON.stringify(JSON.stringify(key)).slice(3, -3),
    key.trim().replaceAll("\n", " "),
    `"${key.trim().replaceAll("\n", '\\n" +\n  "')}"`,
  ]
  expect(new Set([key, ...forms].map(fingerprintOf)).size).toBe(1)
  expect(fingerprintOf(pem())).not.toBe(fingerprintOf(key))
})

test("a key that was just made is not public, nor is what is no key", () => {
  expect([isPublicKey(pem()), isPublicKey("hunter2")]).toEqual([false, false])
})

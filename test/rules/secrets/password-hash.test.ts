import { expect, test } from "vitest"
import rule from "../../../src/rules/secrets/password-hash.ts"
import { random } from "../../support/made-up.ts"
import { findingsOf, testRule } from "../../support/rule.ts"
import { file, secretsOf, told } from "./planted.ts"

const rest = "19650:0:99999:7:::"
const hash = `$6$abcdefgh$${random(86)}`
const from = "It comes with layer 0 (COPY <<EOF /etc/shadow)."

testRule(rule, {
  catches: {
    [file("/etc/shadow", `root:${hash}:${rest}`)]:
      `/etc/shadow:1 gives the account root a password, by its hash. ${from}`,
    // Nothing in common but their emptiness: each is one to lock.
    [file("/etc/shadow", `root::${rest}`, `bin:*:${rest}`, `app::${rest}`)]: [
      `/etc/shadow:1 gives the account root an empty password. ${from}`,
      `/etc/shadow:3 gives the account app an empty password. ${from}`,
    ],
    [file("/etc/passwd", "toor::0:0::/root:/bin/sh")]:
      "/etc/passwd:1 gives the account toor an empty password. It comes with layer 0 (COPY <<EOF /etc/passwd).",
    [`${file("/etc/shadow", `root:${hash}:${rest}`)}${file("/etc/shadow", `root:*:${rest}`)}`]:
      "/etc/shadow:1 gives the account root a password, by its hash. Layer 1 (COPY <<EOF /etc/shadow) overwrites it, but layer 0 (COPY <<EOF /etc/shadow) still has it.",
  },
  ignores: [
    "FROM scratch",
    file("/etc/shadow", `root:*:${rest}`, `bin:!:${rest}`, `app:!!:${rest}`, `sys:!${hash}:${rest}`),
    file("/etc/passwd", "root:x:0:0:root:/root:/bin/sh", "nobody:x:65534:65534::/:/sbin/nologin"),
    // The hash of no account of the image: another rule's.
    file("/app/users", `admin:${hash}`),
    file("/etc/passwd.dpkg-dist", "toor::0:0::/root:/bin/sh"),
  ],
})

test("one hash in /etc/shadow and its backup is one finding, at the severity of the rule", async () => {
  const findings = await secretsOf(
    `${file("/etc/shadow", `root:${hash}:${rest}`)}${file("/etc/shadow-", `root:${hash}:${rest}`)}`,
  )
  expect(told(findings)).toEqual([["secrets/password-hash", "/etc/shadow in layer 0", "/etc/shadow- in layer 1"]])
  expect(findings[0]?.severity).toBe("high")
})

test("says how to lock the account, and that an empty password can't be changed elsewhere", async () => {
  const [empty] = await findingsOf(rule, file("/etc/shadow", `root::${rest}`))
  expect(empty?.remedy).toBe(
    "Lock the account in the line that brought it: `passwd -l root`, or `*` in the second field.",
  )
  const [hashed] = await findingsOf(rule, file("/etc/shadow", `$(id):${hash}:${rest}`))
  expect(hashed?.remedy).toContain("`passwd -l NAME`")
  expect(hashed?.remedy).toContain("Change the password wherever else it is used.")
})

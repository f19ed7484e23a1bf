import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, test } from "vitest"
import { FAILS, plimsoll } from "./world.ts"

// What a settings file accepts, as a user sees it.
const folder = mkdtempSync(join(tmpdir(), "plimsoll-ignore-"))
const file = join(folder, "plimsoll.config.yaml")
afterAll(() => rmSync(folder, { recursive: true }))

const run = async (settings: string, ...args: string[]) => {
  writeFileSync(file, settings)
  return plimsoll([FAILS, "--config", file, "--today", "2026-11-21", ...args])
}
const ROOT = `ignore:
  - rule: user/root
    reason: it binds port 80
    owner: alice@acme.example
    expires: 2026-11-21
`

test("an accepted finding no longer fails, and is counted with the file that says so", async () => {
  expect((await run("fail-on: high")).code).toBe(1)
  const { code, stdout } = await run(ROOT)
  expect(code).toBe(0)
  expect(stdout).toMatch(/^PASS .*; 1 accepted\n/)
  expect(stdout.replaceAll(/\s+/g, " ")).toContain(`Accepted: 1 high; 1 by ${file}.`)
  const whole = (await run(ROOT, "--verbose")).stdout.replaceAll(/\s+/g, " ")
  expect(whole).toContain("Accepted: it binds port 80; alice@acme.example; until 2026-11-21")
})

test("on the next day it fails again, and the entry is a finding of its own", async () => {
  const { code, stdout } = await run(ROOT, "--today", "2026-11-22")
  expect(code).toBe(1)
  expect(stdout).toContain("user/root")
  expect(stdout).toContain("policy/expired-ignore")
})

test("an entry of no use is told, and fails nothing", async () => {
  const { code, stdout } = await run(`${ROOT}  - rule: env/debug\n    reason: a demo\n`)
  expect(code).toBe(0)
  expect(stdout.replaceAll(/\s+/g, " ")).toContain(
    "ignore[1] fits nothing that was found; remove it, or say with `image:`",
  )
})

test.each([
  ["ignore:\n  - rule: user/rot\n    reason: x", "2:11: there is no rule user/rot; did you mean user/root?"],
  ["ignore:\n  - rule: user/root", "2:5: an entry of ignore needs the key reason."],
  [
    "ignore:\n  - reason: everything",
    "2:5: an entry of ignore needs one of the keys rule, fingerprint, path, layer, type, value.",
  ],
  [
    "ignore:\n  - rule: user/root\n    reason: x\n    expires: 2026-02-30",
    "4:14: expires must be a day such as 2026-12-31",
  ],
  ["ignore:\n  - rule: user/root\n    reasons: x", "3:5: an entry of ignore has no key reasons; did you mean reason?"],
  ["ignore:\n  - path: /srv/[ab]\n    reason: x", "2:11: a glob can't have brackets"],
])("%j ends in 2, with the place and the fix", async (settings, message) => {
  const { code, stderr } = await run(settings)
  expect(code).toBe(2)
  expect(stderr).toContain(`plimsoll: ${file}:${message}`)
})

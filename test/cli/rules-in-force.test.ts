import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { Report } from "../../src/model/index.ts"
import { PROFILES, RULES } from "../../src/rules/index.ts"
import { dockerfile } from "../support/dockerfile.ts"
import { plimsoll } from "./world.ts"

// Profiles, the settings file and `--rule`: which rules run, how severe they are and what they are set to.
const folder = mkdtempSync(join(tmpdir(), "plimsoll-test-"))
const image = join(folder, "image.tar")
const file = join(folder, "settings.yaml")
const TEXT = 'FROM scratch\nCOPY --chmod=755 <<EOF /app\napp\nEOF\nEXPOSE 8080\nUSER root\nCMD ["/app"]'
beforeAll(async () => writeFileSync(image, await dockerfile(TEXT)))
afterAll(() => rmSync(folder, { recursive: true }))

/** What is found by each rule of a few, worst first; what is said where the audit does not run. */
async function found(settings: string, ...args: string[]): Promise<unknown> {
  writeFileSync(file, settings)
  const { code, stdout, stderr } = await plimsoll([image, "--config", file, "--format", "json", ...args])
  if (code === 2) return stderr.replaceAll(`${file}:`, "")
  const { findings } = (JSON.parse(stdout) as Report).images[0]!
  const asked = new Set(["user/root", "health/missing", "labels/missing"])
  return Object.fromEntries(
    findings.filter(({ rule }) => asked.has(rule)).map(({ rule, severity }) => [rule, severity]),
  )
}

const OWN = { "user/root": "high", "health/missing": "medium", "labels/missing": "low" }

test("rules keep their own severity where nobody sets them", async () => {
  expect(await found("")).toEqual(OWN)
  expect(await found("profile: default")).toEqual(OWN)
})

test("a profile sets them, the file outranks it, and the command line both", async () => {
  const { "health/missing": _, ...job } = OWN
  expect(await found("", "--profile", "job")).toEqual(job)
  expect(await found("profile: job")).toEqual(job)
  expect(await found("profile: job", "--profile", "default")).toEqual(OWN)
  const settings =
    "profile: job\nrules:\n  health/missing: critical\n  user/root: {severity: low}\n  labels/missing: off"
  expect(await found(settings)).toEqual({ "health/missing": "critical", "user/root": "low" })
  expect(await found(settings, "--rule", "health/missing=info", "--rule", "labels/missing")).toEqual({
    "health/missing": "info",
    "user/root": "low",
    "labels/missing": "low",
  })
})

test("options are set by name, and a severity from the command line leaves them", async () => {
  const settings = "rules:\n  labels/missing: {severity: high, required: []}"
  expect(await found(settings)).not.toHaveProperty("labels/missing")
  expect(await found(settings, "--rule", "labels/missing=medium")).not.toHaveProperty("labels/missing")
  expect(await found("rules:\n  labels/missing: {required: [com.example.team]}")).toEqual(OWN)
})

describe("what can't be meant ends in 2, with place and fix", () => {
  test.each([
    ["profile: jop", "1:10: there is no profile jop; did you mean job?"],
    ["profile: 7", "1:10: profile must be the name of a profile; put it in quotes."],
    ["rules: []", "1:8: rules must be rules: keys with values."],
    ["rules:\n  user/rot: off", "2:13: there is no rule user/rot; did you mean user/root?"],
    ["rules:\n  user/root: hihg", "2:14: user/root must be off, critical, high, medium, low or info."],
    ["rules:\n  user/root: {severity: bad}", "2:25: user/root must be off, critical, high, medium, low or info."],
    ["rules:\n  user/root: {days: 3}", "user/root has no option days; what can be set is severity."],
    ["rules:\n  labels/missing: {requierd: []}", "labels/missing has no option requierd; did you mean required?"],
    ["rules:\n  labels/missing: {required: yes}", "2:30: required must be a list of texts."],
    ["rules:\n  labels/missing: {required: [[a]]}", "2:31: required[0] must be"],
    ["rules:\n  labels/missing: {required: [1]}", "required must be a list of texts."],
    ["rules:\n  user/root: off\n  user/root: low", "3:3: rules has user/root twice; leave one."],
    ["rules:\n  __proto__: off", "there is no rule __proto__"],
  ])("%j", async (settings, message) => {
    expect(await found(settings)).toContain(message)
  })

  test("a profile on the command line too", async () => {
    expect(await found("", "--profile", "kubernets")).toContain(
      "there is no profile kubernets; did you mean kubernetes?",
    )
  })
})

test("profiles name rules and options that there are", async () => {
  const ids = new Set(RULES.map(({ id }) => id))
  for (const { rules } of PROFILES) expect(Object.keys(rules).filter((id) => !ids.has(id))).toEqual([])
  for (const { name } of PROFILES) expect(typeof (await found("", "--profile", name))).toBe("object")
})

import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, test } from "vitest"
import type { Report } from "../../src/model/index.ts"
import { FAILS, PASSES, plimsoll } from "./world.ts"

// PLIMSOLL_*: outranked by the command line, and above a settings file.
const folder = mkdtempSync(join(tmpdir(), "plimsoll-test-"))
const file = join(folder, "settings.yaml")
afterAll(() => rmSync(folder, { recursive: true }))

type Environment = Readonly<Record<string, string>>
const codeOf = async (env: Environment, ...args: string[]): Promise<number> =>
  (await plimsoll([PASSES, ...args], { env })).code

test("a variable says what its option would, and the option outranks it", async () => {
  expect(await codeOf({})).toBe(0)
  expect(await codeOf({ PLIMSOLL_FAIL_ON: "info" })).toBe(1)
  expect(await codeOf({ PLIMSOLL_FAIL_ON: "info" }, "--fail-on", "none")).toBe(0)
  expect(await codeOf({ PLIMSOLL_FAIL_ON: "" })).toBe(0)
  expect(await codeOf({ PLIMSOLL_FAIL_ON: "wrong" }, "--fail-on", "none")).toBe(0)
})

test("it outranks the settings, which outrank what is in force where nobody says", async () => {
  writeFileSync(file, "fail-on: info")
  expect(await codeOf({}, "--config", file)).toBe(1)
  expect(await codeOf({ PLIMSOLL_CONFIG: file })).toBe(1)
  expect(await codeOf({ PLIMSOLL_CONFIG: file }, "--no-config")).toBe(0)
  expect(await codeOf({ PLIMSOLL_CONFIG: file, PLIMSOLL_FAIL_ON: "none" })).toBe(0)
  expect(await codeOf({ PLIMSOLL_CONFIG: file, PLIMSOLL_FAIL_ON: "none" }, "--fail-on", "info")).toBe(1)
})

test("a list has one value a line", async () => {
  const json = join(folder, "a report.json")
  const env = {
    PLIMSOLL_RULE: "\nbase/unknown=low\r\nuser/writable-program=critical\n",
    PLIMSOLL_FORMAT: `json=${json}`,
  }
  expect(await codeOf(env)).toBe(1)
  const { stdout } = await plimsoll([PASSES], { env: { PLIMSOLL_FORMAT: `json=${json}\ntable`, PLIMSOLL_QUIET: "1" } })
  expect(stdout).toMatch(/^PASS .*\n$/)
})

/** Layers whose files were not searched. */
const unopened = async (env: Environment, ...args: string[]): Promise<boolean> => {
  const { stdout } = await plimsoll([FAILS, "--format", "json", ...args], { env })
  return (JSON.parse(stdout) as Report).images[0]!.layers.some((layer) => layer.unopened.files > 0)
}

const colours = async (env: Environment): Promise<boolean> =>
  (await plimsoll([PASSES], { env })).stdout.includes("\u001b[")

test("switches are 1 or 0, true or false, and those that turn off can be said either way", async () => {
  expect(await unopened({})).toBe(false)
  for (const env of [
    { PLIMSOLL_NO_CONTENTS: "1" },
    { PLIMSOLL_NO_CONTENTS: "true" },
    { PLIMSOLL_CONTENTS: "0" },
    { PLIMSOLL_CONTENTS: "False" },
  ])
    expect([env, await unopened(env)]).toEqual([env, true])
  for (const env of [{ PLIMSOLL_NO_CONTENTS: "0" }, { PLIMSOLL_CONTENTS: "1" }, { PLIMSOLL_CONTENTS: "" }])
    expect([env, await unopened(env)]).toEqual([env, false])
  expect(await colours({ PLIMSOLL_COLOR: "1" })).toBe(true)
  expect(await colours({ PLIMSOLL_COLOR: "0", FORCE_COLOR: "1" })).toBe(false)
  expect(await colours({ PLIMSOLL_NO_COLOR: "1", FORCE_COLOR: "1" })).toBe(false)
  writeFileSync(file, "own-layers-only: true")
  expect(await codeOf({ PLIMSOLL_CONFIG: file, PLIMSOLL_OWN_LAYERS_ONLY: "0" })).toBe(0)
})

describe("what can't be meant ends in 2, with the variable's name", () => {
  test.each([
    [{ PLIMSOLL_FAIL_ON: "hihg" }, "PLIMSOLL_FAIL_ON: --fail-on can't be hihg: choose critical,"],
    [{ PLIMSOLL_FORMAT: "xml" }, "PLIMSOLL_FORMAT: There is no format xml."],
    [{ PLIMSOLL_RULE: "user/root\nuser/rot" }, "PLIMSOLL_RULE: There is no rule user/rot. Did you mean user/root?"],
    [{ PLIMSOLL_PLATFORM: "linux" }, "PLIMSOLL_PLATFORM: --platform can't be linux: give os/arch"],
    [{ PLIMSOLL_TIMEOUT: "soon" }, "PLIMSOLL_TIMEOUT: --timeout can't be soon: give a time"],
    [{ PLIMSOLL_MAX_ENTRIES: "0" }, "PLIMSOLL_MAX_ENTRIES: --max-entries can't be 0"],
    [{ PLIMSOLL_TODAY: "now" }, "PLIMSOLL_TODAY: --today can't be now"],
    [{ PLIMSOLL_PROFILE: "jop" }, "PLIMSOLL_PROFILE: there is no profile jop; did you mean job?"],
    [{ PLIMSOLL_QUIET: "yes" }, "PLIMSOLL_QUIET can't be yes: give 1 or 0, true or false."],
    [{ PLIMSOLL_CONFIG: "none.yaml" }, "The settings can't be read from none.yaml: there is no such file."],
    [
      { PLIMSOLL_CONFIG: "a.yaml", PLIMSOLL_NO_CONFIG: "1" },
      "PLIMSOLL_CONFIG and PLIMSOLL_NO_CONFIG say the contrary.",
    ],
    [{ PLIMSOLL_COLOR: "1", PLIMSOLL_NO_COLOR: "1" }, "PLIMSOLL_COLOR and PLIMSOLL_NO_COLOR say the contrary."],
    [{ PLIMSOLL_FAILON: "info" }, "There is no variable PLIMSOLL_FAILON. Did you mean PLIMSOLL_FAIL_ON?"],
    [{ PLIMSOLL_fail_on: "info" }, "There is no variable PLIMSOLL_fail_on. Did you mean PLIMSOLL_FAIL_ON?"],
    [{ PLIMSOLL_FAIL_NO: "info" }, "There is no variable PLIMSOLL_FAIL_NO. Did you mean PLIMSOLL_FAIL_ON?"],
    [{ PLIMSOLL_PROFIEL: "job" }, "There is no variable PLIMSOLL_PROFIEL. Did you mean PLIMSOLL_PROFILE?"],
  ])("%j", async (env, message) => {
    const { code, stdout, stderr } = await plimsoll([PASSES], { env })
    expect([code, stdout, stderr]).toEqual([2, "", expect.stringContaining(`plimsoll: ${message}`)])
  })

  test("and a flag by its own, whatever a settings file holds there", async () => {
    writeFileSync(file, "profile: default")
    const { stderr } = await plimsoll([PASSES, "--config", file, "--profile", "jop"])
    expect(stderr).toBe("plimsoll: --profile: there is no profile jop; did you mean job?\n")
  })
})

test("other people's variables are none of ours, nor options that the command doesn't take", async () => {
  expect(await codeOf({ PLIMSOLL_VERSION: "1.2.3", PLIMSOLL_TOKEN: "x", PLIMSOLL_DOWNLOAD_URL: "y" })).toBe(0)
  expect((await plimsoll(["layers", PASSES], { env: { PLIMSOLL_FAIL_ON: "wrong" } })).code).toBe(0)
})

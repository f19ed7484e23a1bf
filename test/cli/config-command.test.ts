import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeEach, expect, test } from "vitest"
import { parse } from "yaml"
import type { Report, Settings } from "../../src/model/index.ts"
import { RULES } from "../../src/rules/index.ts"
import { githubToken } from "../support/made-up.ts"
import { PASSES, plimsoll } from "./world.ts"

// `plimsoll config`: what is in force, and who said so.
const folder = mkdtempSync(join(tmpdir(), "plimsoll-test-"))
afterAll(() => rmSync(folder, { recursive: true }))

const SETTINGS = `profile: job
fail-on: medium
own-layers-only: true
rules:
  user/root: low
  labels/missing:
    severity: high
    required: [com.example.team]
secrets:
  detectors:
    - id: acme-key
      expression: acme-[a-z]{8}
      keywords: [acme-, acme_]
ignore:
  - rule: size/*
    reason: known
budgets:
  filesystem: 200MB
  path:/srv/**:
    warn: 3MB
    max: 5MB
overrides:
  - image: acme/*
    fail-on: low
`
beforeEach(() => writeFileSync(join(folder, "plimsoll.config.yaml"), SETTINGS))

type Environment = Readonly<Record<string, string>>

/** What is printed, its lines by what stands before the colon, and what it says as YAML. */
async function shown(args: readonly string[] = [], env: Environment = {}) {
  const { code, stdout, stderr } = await plimsoll(["config", ...args], { cwd: folder, env })
  expect([code, stderr]).toEqual([0, ""])
  const line = (start: string): string | undefined =>
    stdout
      .split("\n")
      .find((one) => one.trim().startsWith(start))
      ?.trim()
      .replace(/ +#/, " #")
  return { stdout, line, settings: parse(stdout) as Settings }
}

test("every value has its origin", async () => {
  const { line, settings } = await shown()
  expect(settings).toMatchObject(parse(SETTINGS) as object)
  expect(line("profile:")).toBe("profile: job # plimsoll.config.yaml:1")
  expect(line("fail-on:")).toBe("fail-on: medium # plimsoll.config.yaml:2")
  expect(line("own-layers-only:")).toBe("own-layers-only: true # plimsoll.config.yaml:3")
  expect(line("user/root:")).toBe("user/root: low # plimsoll.config.yaml:5")
  expect(line("severity:")).toBe("severity: high # plimsoll.config.yaml:7")
  expect(line("required:")).toBe("required: [com.example.team] # plimsoll.config.yaml:8")
  expect(line("process/no-init:")).toBe("process/no-init: off # profile job")
  expect(line("- id:")).toBe("- id: acme-key # plimsoll.config.yaml:11")
  expect(line("- rule:")).toBe("- rule: size/* # plimsoll.config.yaml:15")
  expect(line("filesystem:")).toBe("filesystem: 200MB # plimsoll.config.yaml:18")
  expect(line("warn:")).toBe("warn: 3MB # plimsoll.config.yaml:20")
  expect(line("- image:")).toBe("- image: acme/* # plimsoll.config.yaml:23")
})

test("counts are numbers, growth by so many is a text", async () => {
  writeFileSync(
    join(folder, "plimsoll.config.yaml"),
    "overrides: [{ platform: linux/arm64, budgets: { files: { max: 7 } } }]\n",
  )
  const { line } = await shown(["--budget", "files=9", "--budget", "layers=+2"])
  expect(line("files: 9")).toBe("files: 9 # --budget")
  expect(line("max:")).toBe("max: 7")
  expect(line("layers:")).toBe('layers: "+2" # --budget')
})

test("the command line outranks the environment, the environment the file, and the file what nobody said", async () => {
  const env = { PLIMSOLL_FAIL_ON: "low", PLIMSOLL_OWN_LAYERS_ONLY: "0", PLIMSOLL_PROFILE: "cis" }
  const { line } = await shown(["--profile", "strict", "--rule", "user/root=off", "--rule", "tag/latest"], env)
  expect(line("profile:")).toBe("profile: strict # --profile")
  expect(line("fail-on:")).toBe("fail-on: low # PLIMSOLL_FAIL_ON")
  expect(line("own-layers-only:")).toBe("own-layers-only: false # PLIMSOLL_OWN_LAYERS_ONLY")
  expect(line("user/root:")).toBe("user/root: off # --rule")
  expect(line("tag/latest:")).toMatch(/^tag\/latest: \w+ # --rule$/)
  expect(line("health/missing:")).toBe("health/missing: high # profile strict")
  const none = await shown(["--no-config"])
  expect(none.line("profile:")).toBe("profile: default # default")
  expect(none.line("fail-on:")).toBe("fail-on: high # default")
  expect(none.line("own-layers-only:")).toBe("own-layers-only: false # default")
  expect(none.settings).toMatchObject({ ignore: [], budgets: {}, overrides: [], secrets: { detectors: [] } })
})

test("--verbose lists every rule and every option", async () => {
  const { settings, line } = await shown(["--verbose"])
  expect(Object.keys(settings.rules ?? {}).toSorted()).toEqual(RULES.map(({ id }) => id).toSorted())
  expect(settings.rules?.["base/runtime-eol"]).toMatchObject({ days: 90, ranges: {} })
  expect(line("archive/digest-mismatch:")).toMatch(/^archive\/digest-mismatch: \w+ # default$/)
  const rest = RULES.length - Object.keys((await shown()).settings.rules ?? {}).length
  expect((await shown()).stdout).toContain(`# ${rest} more rules keep their own severity: --verbose lists them.`)
})

test("options that change a verdict and are no settings are told too, others not", async () => {
  const { stdout } = await shown(
    ["--image", "a:1", "--image", "b:1", "--no-contents", "--today", "2026-12-31", "--jobs", "2", "--quiet"],
    { PLIMSOLL_PLATFORM: "linux/arm64", PLIMSOLL_MAX_LAYERS: "5" },
  )
  expect(stdout.slice(stdout.indexOf("# Beside"))).toBe(
    [
      "# Beside the settings:",
      "#   --image a:1",
      "#   --image b:1",
      "#   --platform linux/arm64  (PLIMSOLL_PLATFORM)",
      "#   --today 2026-12-31",
      "#   --no-contents",
      "#   --max-layers 5  (PLIMSOLL_MAX_LAYERS)",
      "",
    ].join("\n"),
  )
})

test("what is printed are settings, and mean the same", async () => {
  const file = join(folder, "printed.yaml")
  const images = async (...args: string[]) => {
    const { stdout } = await plimsoll([PASSES, "--format", "json", ...args], { cwd: folder })
    const report = JSON.parse(stdout) as Report
    return { images: report.images, failures: report.failures }
  }
  for (const args of [[], ["--no-config"], ["--profile", "strict", "--verbose"]]) {
    writeFileSync(file, (await shown(args)).stdout)
    const { "--verbose": _, ...rest } = Object.fromEntries(args.map((one) => [one, one]))
    expect(await images("--config", file)).toEqual(await images(...Object.keys(rest)))
  }
})

test("what can't be meant is told as an audit tells it", async () => {
  for (const [settings, message] of [
    ["profile: jop", "plimsoll.config.yaml:1:10: there is no profile jop"],
    ["rules: {user/rot: off}", "plimsoll.config.yaml:1:19: there is no rule user/rot"],
    ["ignore: [{rule: user/rot, reason: x}]", "plimsoll.config.yaml:1:17: there is no rule user/rot"],
    ["secrets: {detectors: [{id: a-b, expression: '(', keywords: [abc]}]}", "yaml:1:45: it is no expression of RE2"],
    ["budgets: {filesystem: 5 apples}", "plimsoll.config.yaml:1:23: filesystem must be a size"],
  ] as const) {
    writeFileSync(join(folder, "plimsoll.config.yaml"), settings)
    const { code, stdout, stderr } = await plimsoll(["config"], { cwd: folder })
    expect([code, stdout, stderr]).toEqual([2, "", expect.stringContaining(message)])
  }
  expect((await plimsoll(["config", "x.tar"])).stderr).toBe(
    "plimsoll: plimsoll config takes options only. See plimsoll config --help.\n",
  )
})

test("nothing of a file reaches the terminal as it is", async () => {
  const odd = String.raw`ignore: [{rule: 'size/*', reason: "\e[2J\n::error::\u009b\u202e\x01x"}]`
  writeFileSync(join(folder, "plimsoll.config.yaml"), odd)
  const { stdout } = await shown()
  expect(stdout).toContain("::error::")
  expect(stdout).not.toMatch(/(?!\n)[\p{Cc}\u202e]|^::/mu)
})

test("a token in a wrong place of a file is not printed, neither here nor in what is wrong with it", async () => {
  const token = githubToken()
  const at = join(folder, "token.yaml")
  const wrong = [
    `profile: ${token}`,
    `rules: {${token}: off}`,
    `ignore: [{type: ${token}, reason: known}]`,
    `${token}: 1`,
    `secrets: {detectors: [{id: own, expression: "(${token}", keywords: [abc]}]}`,
    `baseline: ${token}`,
  ]
  for (const text of [...wrong, `rules: {policy/user: {allowed: [${token}]}}`]) {
    writeFileSync(at, text)
    for (const command of [["config"], [PASSES]]) {
      const { code, stdout, stderr } = await plimsoll([...command, "--config", at, "--debug"])
      expect([text.slice(0, 20), code > 0 || command[0] === "config"]).toEqual([text.slice(0, 20), true])
      expect(stdout + stderr).not.toContain(token)
    }
  }
})

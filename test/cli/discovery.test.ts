import { execFileSync } from "node:child_process"
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import type { Report } from "../../src/model/index.ts"
import { PASSES, plimsoll } from "./world.ts"

// The settings file that nobody named: which one it is, and that nothing else is read or run.
const INPUT = join(process.cwd(), PASSES)
/** Makes a finding of an image that has none as grave as this. */
const FAILING = "fail-on: info\nrules: {tag/latest: info, labels/missing: high}"

let top = ""
beforeEach(() => void (top = mkdtempSync(join(tmpdir(), "plimsoll-test-"))))
afterEach(() => rmSync(top, { recursive: true }))

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(top, path)), { recursive: true })
    writeFileSync(join(top, path), text)
  }
}

/** What an audit in a folder comes to, and which settings the report names. */
async function inFolder(folder: string, ...args: string[]) {
  const { code, stdout, stderr } = await plimsoll([INPUT, "--format", "json", ...args], { cwd: join(top, folder) })
  const settings = code === 2 ? [] : (JSON.parse(stdout) as Report).settings.map(({ path }) => path)
  return { code, settings, stderr }
}

describe("the nearest one is taken, no higher than the repository", () => {
  test.each([
    [{ "plimsoll.config.yaml": FAILING }, "", 1, ["plimsoll.config.yaml"]],
    [{ "plimsoll.config.yml": FAILING }, "", 1, ["plimsoll.config.yml"]],
    [{ "plimsoll.config.json": '{"fail-on": "info"}' }, "", 1, ["plimsoll.config.json"]],
    [{ "plimsoll.config.jsonc": '// all\n{"fail-on": /* of it */ "info",}' }, "", 1, ["plimsoll.config.jsonc"]],
    [{ "plimsoll.config.json": '// all\n{"fail-on": "info"}' }, "", 1, ["plimsoll.config.json"]],
    [{ ".plimsollrc": FAILING }, "", 1, [".plimsollrc"]],
    [{ ".plimsollrc": '{\n  // all\n  "fail-on": "info"\n}' }, "", 1, [".plimsollrc"]],
    [{ ".plimsollrc.yaml": FAILING }, "", 1, [".plimsollrc.yaml"]],
    [{ ".plimsollrc.yml": FAILING }, "", 1, [".plimsollrc.yml"]],
    [{ ".plimsollrc.json": '{"fail-on": "info"}' }, "", 1, [".plimsollrc.json"]],
    [{ ".plimsollrc.jsonc": '{"fail-on": "info"} // all' }, "", 1, [".plimsollrc.jsonc"]],
    [{ ".git/HEAD": "", ".plimsollrc": FAILING, "a/b/c.txt": "" }, "a/b", 1, ["../../.plimsollrc"]],
    [{ ".git": "gitdir: x", ".plimsollrc": FAILING, "a/b/c.txt": "" }, "a", 1, ["../.plimsollrc"]],
    [{ ".git/HEAD": "", ".plimsollrc": FAILING, "a/plimsoll.config.json": "{}" }, "a", 0, ["plimsoll.config.json"]],
    [{ ".plimsollrc": FAILING, "a/.git/HEAD": "", "a/b/c.txt": "" }, "a/b", 0, []],
    [{ ".plimsollrc": FAILING, "a/b.txt": "" }, "a", 0, []],
    [{ "a/plimsoll.config.yaml": FAILING, "plimsoll.config.toml": FAILING }, "", 0, []],
  ])("%j in %j", async (files, folder, code, settings) => {
    write(files)
    expect(await inFolder(folder)).toEqual({ code, settings, stderr: "" })
  })
})

test("one beside it is not used, and that is told", async () => {
  write({ "plimsoll.config.yaml": "", "plimsoll.config.json": '{"fail-on": "info"}', ".plimsollrc": FAILING })
  const { code, settings, stderr } = await inFolder("")
  expect([code, settings]).toEqual([0, ["plimsoll.config.yaml"]])
  expect(stderr).toBe(
    ["plimsoll.config.json", ".plimsollrc"]
      .map((other) => `plimsoll: The settings are those of plimsoll.config.yaml; ${other} beside it is not used.\n`)
      .join(""),
  )
})

test("--config takes it out, and --no-config reads none", async () => {
  write({ "plimsoll.config.yaml": FAILING, "other.yaml": "", ".plimsollrc": "wrong: true" })
  const other = join(top, "other.yaml")
  expect(await inFolder("", "--config", other)).toEqual({ code: 0, settings: [other], stderr: "" })
  expect(await inFolder("", "--no-config")).toEqual({ code: 0, settings: [], stderr: "" })
})

test("what is wrong in it is told with its place", async () => {
  write({ ".git/HEAD": "", "plimsoll.config.jsonc": '{\n  /* job\n  */ "profile": "jop" }', "a/b.txt": "" })
  expect(await inFolder("a")).toMatchObject({
    code: 2,
    stderr: "plimsoll: ../plimsoll.config.jsonc:3:17: there is no profile jop; did you mean job?\n",
  })
  write({ "plimsoll.config.jsonc": '{\n  // job\n  "profile": job }' })
  expect((await inFolder("")).stderr).toContain("jsonc:3:14: this is neither YAML nor JSON: text must be in double")
})

test("the report for people names it, and the views read it too", async () => {
  const setting = "secrets: {detectors: [{id: app-file, expression: 'APP=[0-9]+', keywords: [APP]}]}"
  write({ "plimsoll.config.yaml": setting })
  const { stdout } = await plimsoll([INPUT], { cwd: top })
  expect(stdout).toContain("\nSettings: plimsoll.config.yaml\n")
  write({ "plimsoll.config.yaml": "secrets: {detectors: [{id: a-b, expression: '(', keywords: [APP]}]}" })
  for (const view of ["layers", "files", "history", "packages"]) {
    const { code, stderr } = await plimsoll([view, INPUT], { cwd: top })
    expect([code, stderr]).toEqual([2, expect.stringContaining("plimsoll.config.yaml:1:45: it is no expression")])
  }
})

// threats.md G: the repository is the attacker.
describe("a repository that is made to hurt", () => {
  test("no code is run, whatever it is called", async () => {
    const evil = `import { writeFileSync } from "node:fs"\nwriteFileSync(${JSON.stringify(join(top, "ran"))}, "")\nexport default {}\n`
    const names = ["js", "mjs", "cjs", "ts", "mts", "cts"].map((kind) => `plimsoll.config.${kind}`)
    write({
      ...Object.fromEntries([...names, ".plimsollrc.js", ".plimsollrc.cjs"].map((name) => [name, evil])),
      "package.json": '{"plimsoll": {"fail-on": "info"}, "type": "module"}',
    })
    expect(await inFolder("")).toEqual({ code: 0, settings: [], stderr: "" })
    expect(existsSync(join(top, "ran"))).toBe(false)
    // Nor when it is named: what is given is read as data.
    expect((await inFolder("", "--config", join(top, names[0]!))).code).toBe(2)
  })

  test.each(["extends: ./evil.js", "plugins: [./evil.js]", "reporters: [./evil.js]"])("%j is no key", async (text) => {
    write({ "plimsoll.config.yaml": text })
    const { code, stderr } = await inFolder("")
    expect([code, stderr]).toEqual([2, expect.stringContaining("yaml:1:1: a settings file has no key")])
  })

  test("a link that leads out of the repository is refused, one within it is not", async () => {
    write({ "outside.yaml": "", "repo/.git/HEAD": "", "repo/conf/inside.yaml": "fail-on: info" })
    const link = join(top, "repo/plimsoll.config.yaml")
    for (const target of ["../outside.yaml", "/etc/hostname", "nowhere", "/dev/zero", "plimsoll.config.yaml"]) {
      symlinkSync(target, link)
      expect(await inFolder("repo")).toMatchObject({
        code: 2,
        stderr: expect.stringContaining("plimsoll.config.yaml leads out of the repository") as string,
      })
      rmSync(link)
    }
    symlinkSync("conf/inside.yaml", link)
    expect(await inFolder("repo")).toEqual({ code: 1, settings: ["plimsoll.config.yaml"], stderr: "" })
  })

  test("what is no regular file is refused, and nobody waits for it", async () => {
    execFileSync("sh", ["-c", 'mkfifo "$0"', join(top, "plimsoll.config.yaml")])
    expect((await inFolder("")).stderr).toContain("plimsoll.config.yaml: it is no regular file.")
    rmSync(join(top, "plimsoll.config.yaml"))
    mkdirSync(join(top, ".plimsollrc"))
    expect((await inFolder("")).stderr).toContain(".plimsollrc: it is no regular file.")
  })

  test("a baseline that it names stays within the repository", async () => {
    write({ "repo/.git/HEAD": "", "outside.yaml": "", "repo/a/plimsoll.config.yaml": "" })
    symlinkSync("../../outside.yaml", join(top, "repo/a/link.yaml"))
    for (const path of ["../../outside.yaml", "/etc/hostname", "link.yaml", "../../none/such.yaml"]) {
      write({ "repo/a/plimsoll.config.yaml": `profile: default\nbaseline: ${path}` })
      const { code, stderr } = await inFolder("repo/a")
      expect([code, stderr]).toEqual([2, expect.stringContaining(`plimsoll.config.yaml:2:11: ${path} leads out of`)])
    }
  })

  test("settings of a megabyte and an image's name of wildcards take no time", async () => {
    const many = Array.from({ length: 1000 }, (_, at) => `  - {image: '${"*a".repeat(200)}${at}', fail-on: info}`)
    write({ "plimsoll.config.yaml": `overrides:\n${many.join("\n")}` })
    const start = performance.now()
    expect((await inFolder("")).code).toBe(0)
    expect(performance.now() - start).toBeLessThan(5000)
  })

  test("whoever accepts everything is seen doing it", async () => {
    write({ "plimsoll.config.yaml": "ignore: [{rule: '*', reason: because}]\nfail-on: info" })
    const { stdout } = await plimsoll([INPUT, "--format", "json"], { cwd: top })
    const { settings, images } = JSON.parse(stdout) as Report
    expect(settings).toEqual([{ kind: "config", path: "plimsoll.config.yaml" }])
    const [{ findings } = { findings: [] }] = images
    expect(findings.length).toBeGreaterThan(2)
    for (const finding of findings)
      expect(finding).toMatchObject({ status: "suppressed", acceptedBy: "plimsoll.config.yaml ignore[0]" })
    const table = (await plimsoll([INPUT], { cwd: top })).stdout
    expect(table).toMatch(new RegExp(`^PASS .*; ${findings.length} accepted$`, "m"))
    expect(table).toContain(`; ${findings.length} by plimsoll.config.yaml`)
    expect((await inFolder("", "--no-config", "--fail-on", "info")).code).toBe(1)
  })
})

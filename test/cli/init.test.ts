import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { afterAll, beforeEach, describe, expect, test } from "vitest"
import { docker } from "../support/archive.ts"
import { dockerfile } from "../support/dockerfile.ts"
import { ent, tar } from "../support/tar.ts"
import { BROKEN, FAILS, PASSES, plimsoll } from "./world.ts"

const root = mkdtempSync(join(tmpdir(), "plimsoll-init-"))
afterAll(() => rmSync(root, { recursive: true }))
let folders = 0
let folder = ""
let file = ""
beforeEach(() => {
  folder = join(root, String(folders++))
  mkdirSync(folder)
  file = join(folder, "plimsoll.config.yaml")
})

const written = (): string => readFileSync(file, "utf8")
/** Takes the settings that are commented out into force. */
const uncommented = (text: string): string =>
  text
    .replaceAll(/^# (?= {2}|(?:rules|ignore|overrides|secrets|budgets):)/gm, "")
    .replaceAll(/^ {2}# (?=(?:path|layer|packages|content|tar):)/gm, "  ")

describe.each([
  [PASSES, 0],
  [FAILS, 1],
  ["fixtures/shop.tar", 1],
  ["fixtures/two-images.podman4-multi.tar", null],
  ["fixtures/multi.buildx-oci-provenance.oci.tar", null],
])("of %s", (input, known) => {
  const path = resolve(input)

  test("the settings are taken, its budgets hold, and it passes or fails as before", async () => {
    const before = await plimsoll([path], { cwd: folder })
    if (known !== null) expect(before.code).toBe(known)
    expect(await plimsoll(["init", path, "--output", file])).toEqual({
      code: 0,
      stdout: "",
      stderr: `plimsoll: Wrote ${file}. Next: plimsoll ${path} --config ${file}\n`,
    })
    const { code, stdout } = await plimsoll([path, "--config", file, "--format", "json"])
    expect(code).toBe(before.code)
    const report = JSON.parse(stdout) as {
      images: { budgets: { key: string; state: string; actual: number; allowed: number }[] }[]
    }
    expect(report.images.length).toBeGreaterThan(0)
    for (const { budgets } of report.images) {
      expect(budgets.map(({ key }) => key)).toEqual(
        expect.arrayContaining(["archive", "filesystem", "wasted", "layers"]),
      )
      expect(budgets.filter(({ state }) => state !== "ok")).toEqual([])
    }
  })

  test("what is commented out can be taken into force", async () => {
    await plimsoll(["init", path, "--output", file])
    writeFileSync(file, uncommented(written()))
    expect(written()).toMatch(/^ignore:\n/m)
    const { stdout, stderr } = await plimsoll([path, "--config", file, "--format", "json"])
    expect(stderr).toBe("")
    const report = JSON.parse(stdout) as { images: { findings: { status: string; reason?: string; rule: string }[] }[] }
    const findings = report.images.flatMap((image) => image.findings)
    expect(findings.filter(({ reason }) => reason === "why it may stay as it is")).not.toEqual([])
    // The image's own values stand in what it allows.
    expect(findings.filter(({ rule, status }) => rule === "policy/ports" && status === "new")).toEqual([])
  })
})

test("limits leave a tenth of room, and are numbers of two digits", async () => {
  const path = join(folder, "image.tar")
  writeFileSync(path, docker([tar(ent("srv/a", "x".repeat(98_300)), ent("srv/b", "y".repeat(1000)))]))
  await plimsoll(["init", path, "--output", file])
  expect(written()).toMatch(/^ {2}filesystem: 110kB +# .*; now 99\.3 kB$/m)
  expect(written()).toMatch(/^ {2}largest-file: 110kB +# .*; now 98\.3 kB$/m)
  expect(written()).toMatch(/^ {2}wasted: 1MB +# .*; now 0 B$/m)
  expect(written()).toMatch(/^ {2}files: 3 +# .*; now 2$/m)
  expect(written()).toMatch(/^ {2}layers: 2 +# .*; now 1$/m)
})

test("an image that says what it is gets its profile", async () => {
  const path = join(folder, "image.tar")
  writeFileSync(
    path,
    await dockerfile('FROM scratch\nCOPY <<EOF /etc/os-release\nPRETTY_NAME="Distroless"\nID=debian\nEOF'),
  )
  await plimsoll(["init", path, "--output", file])
  expect(written()).toMatch(/^profile: distroless$/m)
})

test("without an image it is a general one, which is taken as it is and in full", async () => {
  expect((await plimsoll(["init", "--output", file])).code).toBe(0)
  expect((await plimsoll([PASSES, "--config", file])).code).toBe(0)
  writeFileSync(file, uncommented(written()))
  expect((await plimsoll([FAILS, "--config", file])).stderr).toBe("")
})

test("- is standard output", async () => {
  const { code, stdout, stderr } = await plimsoll(["init", "--output", "-"])
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" })
  expect(stdout).toMatch(/^# yaml-language-server: \$schema=.*config\.schema\.json\n/)
  expect(existsSync("-")).toBe(false)
})

test.each(["plimsoll.config.yaml", "plimsoll.config.yml", ".plimsollrc.json"])(
  "%s that is there is left alone",
  async (name) => {
    const there = join(folder, name)
    writeFileSync(there, "mine")
    const { code, stderr } = await plimsoll(["init", PASSES, "--output", file])
    expect(code).toBe(2)
    expect(stderr).toBe(
      `plimsoll: ${there} is there already, and nothing was written. Give another name with --output FILE, or print the settings: --output -\n`,
    )
    expect(readFileSync(there, "utf8")).toBe("mine")
    expect(readdirSync(folder)).toEqual([name])
  },
)

test.each([BROKEN, "no-such.tar"])("%s can't be fitted", async (input) => {
  const { code, stderr } = await plimsoll(["init", input, "--output", file])
  expect(code).toBe(2)
  expect(stderr).toMatch(/^plimsoll: No settings can be fitted to .*, which was not read whole: .*\n$/)
  expect(existsSync(file)).toBe(false)
})

test("nothing from an image gets out of its comment, and no secret into it", async () => {
  const path = join(folder, "image.tar")
  const evil = "\nfail-on: none\r\u2028\u0085profile: job \u202e#"
  const password = "vX3nq8Lw5tTzr7"
  const config = {
    User: `x${evil}`,
    ExposedPorts: { [`80/tcp"]${evil}`]: {} },
    Env: [`DB_PASSWORD${evil}=${password}`, `API_TOKEN=${password}`],
    Labels: { "org.opencontainers.image.base.name": `debian${evil}` },
  }
  writeFileSync(path, docker([tar(ent("srv/a", "x"))], { config: { config }, tag: `acme/shop${evil}:1` }))
  expect((await plimsoll(["init", path, "--output", file])).code).toBe(0)
  expect(written()).toMatch(/^[\x20-\x7e\n…]*$/)
  expect(written().match(/^\s*(?:fail-on|profile):.*$/gm)).toEqual(["profile: default", "fail-on: high"])
  expect(written()).not.toContain(password)
  writeFileSync(file, uncommented(written()))
  expect((await plimsoll([path, "--config", file])).stderr).toBe("")
  expect(written().match(/^\s*(?:fail-on|profile):.*$/gm)).toEqual(["profile: default", "fail-on: high"])
})

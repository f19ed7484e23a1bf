import { createHash } from "node:crypto"
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { Report } from "../../src/model/index.ts"
import { dockerfile } from "../support/dockerfile.ts"
import { plimsoll } from "./world.ts"

// Every key of a settings file decides a verdict. Those of overrides: overrides.test.ts.
const folder = mkdtempSync(join(tmpdir(), "plimsoll-test-"))
const file = join(folder, "settings.yaml")
const image = join(folder, "image.tar")
const base = join(folder, "base.tar")
const VALUE = `acme-${"k3v9".repeat(6)}`

beforeAll(async () => {
  const first = `FROM scratch\nCOPY <<EOF /srv/notes.txt\n${VALUE}\nEOF\n`
  writeFileSync(base, await dockerfile(first))
  writeFileSync(
    image,
    await dockerfile(`${first}COPY --chmod=755 --size=2kB bin /srv/bin\nUSER 1000\nCMD ["/srv/bin"]`),
  )
})
afterAll(() => rmSync(folder, { recursive: true }))

async function codeWith(settings: string, ...args: string[]): Promise<number> {
  writeFileSync(file, settings)
  return (await plimsoll([image, "--config", file, "--today", "2026-11-21", ...args])).code
}

const detector = (fields: string): string =>
  `secrets: {detectors: [{id: acme-key, expression: 'acme-[a-z0-9]{24}', keywords: [acme-], ${fields}}]}\n`
const OWN = detector("name: x")
const ignore = (fields: string): string => `${OWN}ignore: [{reason: known, ${fields}}]\n`
const hash = `sha256:${createHash("sha256").update(VALUE).digest("hex")}`

describe.each<readonly [string, string, number]>([
  ["nothing", "", 0],
  ["$schema", "$schema: ./config.schema.json", 0],
  ["profile", "profile: strict", 1],
  ["fail-on", "fail-on: low", 1],
  ["fail-on", `${OWN}fail-on: none`, 0],
  ["rules", "rules: {labels/missing: high}", 1],
  ["rules", "rules: {labels/missing: {severity: high}}", 1],
  ["rules", "rules: {labels/missing: {severity: high, required: []}}", 0],
  ["detectors", OWN, 1],
  ["expression", OWN.replace("{24}", "{25}"), 0],
  ["keywords", OWN.replace("[acme-]", "[acne-]"), 0],
  ["paths", detector("paths: [/etc/**]"), 0],
  ["paths", detector("paths: [/srv/*.txt]"), 1],
  ["severity", detector("severity: medium"), 0],
  ["rule", ignore("rule: 'secrets/*'"), 0],
  ["rule", ignore("rule: size/wasted"), 1],
  ["fingerprint", ignore("fingerprint: '0000000000000000'"), 1],
  ["path", ignore("path: /srv/*.txt"), 0],
  ["path", ignore("path: /etc/**"), 1],
  ["layer", ignore("layer: 0"), 0],
  ["layer", ignore("layer: 1"), 1],
  ["layer", ignore("layer: 'COPY <<EOF*'"), 0],
  ["layer", ignore("layer: RUN *"), 1],
  ["image", ignore("type: acme-key, image: 'example/*'"), 0],
  ["image", ignore("type: acme-key, image: 'other/*'"), 1],
  ["type", ignore("type: acme-key"), 0],
  ["type", ignore("type: github-token"), 1],
  ["value", ignore(`value: '${hash}'`), 0],
  ["value", ignore(`value: 'sha256:${"0".repeat(64)}'`), 1],
  ["expires", ignore("type: acme-key, expires: 2026-11-21"), 0],
  ["expires", ignore("type: acme-key, expires: 2026-11-20"), 1],
  ["budgets", "budgets: {filesystem: 1kB}", 1],
  ["budgets", "budgets: {filesystem: 3kB}", 0],
  ["budgets", "budgets: {filesystem: 1000}", 1],
  ["budgets", "budgets: {files: 3}", 0],
  ["budgets", "budgets: {files: {max: 1}}", 1],
  ["budgets", "budgets: {filesystem: {warn: 1kB}}", 0],
  ["budgets", "budgets: {filesystem: 9000000}", 0],
  ["budgets", "budgets: {filesystem: +9000000}", 1],
])("%s", (_, settings, code) => {
  test(settings.replace(OWN, "… "), async () => expect(await codeWith(settings)).toBe(code))
})

test("a fingerprint accepts the finding that has it", async () => {
  writeFileSync(file, OWN)
  const { stdout } = await plimsoll([image, "--config", file, "--format", "json"])
  const found = (JSON.parse(stdout) as Report).images[0]!.findings.find(({ secret }) => secret?.type === "acme-key")
  expect(await codeWith(ignore(`fingerprint: '${found!.fingerprint}'`))).toBe(0)
})

test("own-layers-only: what the base brought does not fail", async () => {
  expect(await codeWith(OWN, "--base", base)).toBe(1)
  expect(await codeWith(`${OWN}own-layers-only: true`, "--base", base)).toBe(0)
  expect(await codeWith(`${OWN}own-layers-only: false`, "--base", base)).toBe(1)
})

describe("baseline", () => {
  const repository = join(folder, "repository")
  const audit = async () => {
    const before = process.cwd()
    process.chdir(join(repository, "a/b"))
    try {
      const { code, stdout, stderr } = await plimsoll([image, "--format", "json"])
      return { code, stderr, settings: code === 2 ? [] : (JSON.parse(stdout) as Report).settings }
    } finally {
      process.chdir(before)
    }
  }
  beforeAll(async () => {
    mkdirSync(join(repository, ".git"), { recursive: true })
    mkdirSync(join(repository, "a/b"), { recursive: true })
    writeFileSync(join(repository, "a/plimsoll.config.yaml"), `${OWN}baseline: ../known.yaml`)
    writeFileSync(file, OWN)
    const args = ["baseline", image, "--config", file, "--reason", "known", "--output", join(repository, "known.yaml")]
    expect((await plimsoll(args)).code).toBe(0)
  })

  test("what is known does not fail; it is looked for from the settings file", async () => {
    expect(await audit()).toEqual({
      code: 0,
      stderr: "",
      settings: [
        { kind: "config", path: "../plimsoll.config.yaml" },
        { kind: "baseline", path: "../../known.yaml" },
      ],
    })
    expect(await codeWith(`${OWN}baseline: repository/known.yaml`)).toBe(0)
    expect(await codeWith(`${OWN}baseline: ${join(repository, "known.yaml")}`)).toBe(0)
    expect(await codeWith(OWN, "--baseline", join(repository, "known.yaml"))).toBe(0)
  })

  test("one that is not there ends in 2", async () => {
    writeFileSync(join(repository, "a/plimsoll.config.yaml"), "baseline: none.yaml")
    expect(await audit()).toMatchObject({ code: 2, stderr: expect.stringContaining("../none.yaml") as string })
    expect(await codeWith("baseline: none.yaml")).toBe(2)
  })
})

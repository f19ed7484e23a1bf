import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, test } from "vitest"
import type { Report } from "../../src/model/index.ts"
import { dockerfile } from "../support/dockerfile.ts"
import { plimsoll } from "./world.ts"

// `--base FILE` and `--own-layers-only`: what the base brought is told apart, and need not fail.
const folder = mkdtempSync(join(tmpdir(), "plimsoll-test-"))
afterAll(() => rmSync(folder, { recursive: true }))

async function write(name: string, text: string): Promise<string> {
  const path = join(folder, name)
  writeFileSync(path, await dockerfile(text))
  return path
}

const PASSWORD = "<<EOF /root/.netrc\nmachine git.corp.io login ci password vX3nq8Lw5tTz\nEOF"
const BASE = `FROM scratch\nCOPY ${PASSWORD}\nENV TOKEN_A=w7Jt2qPzL0aXv9RkQ4sB\n`
const OWN = `USER 1000\nHEALTHCHECK CMD ["/app"]\nLABEL a=b\nCMD ["/app"]\nCOPY --chmod=755 <<EOF /app\napp\nEOF\n`
const OTHER = `FROM scratch\nCOPY <<EOF /other\nother\nEOF`
const RULES = ["--rule", "secrets/sensitive-file", "--rule", "secrets/env"]

const inheritedOf = (stdout: string): unknown =>
  Object.fromEntries(
    (JSON.parse(stdout) as Report).images[0]!.findings.filter(({ rule }) => rule.startsWith("secrets/")).map(
      ({ rule, inherited }) => [rule, inherited],
    ),
  )

test("what the base brought is reported, and does not fail where only one's own layers are judged", async () => {
  const base = await write("base.tar", BASE)
  const image = await write("image.tar", BASE + OWN)
  const json = await plimsoll([image, "--base", base, "--format", "json", ...RULES])
  expect(json.code).toBe(1)
  expect(inheritedOf(json.stdout)).toEqual({ "secrets/sensitive-file": true, "secrets/env": true })
  expect((JSON.parse(json.stdout) as Report).images[0]!.base).toEqual({ name: "", layers: 1, steps: 2, known: "given" })
  const table = await plimsoll([image, "--base", base, "--own-layers-only"])
  expect(table.code).toBe(0)
  expect(table.stdout).toContain("from the base image")
})

test("what an own layer brought fails all the same", async () => {
  const base = await write("base2.tar", OTHER)
  const image = await write("image2.tar", `${OTHER}\nCOPY ${PASSWORD}\n${OWN}`)
  const { code, stdout } = await plimsoll([image, "--base", base, "--own-layers-only", "--format", "json"])
  expect(code).toBe(1)
  expect(inheritedOf(stdout)).toEqual({ "secrets/sensitive-file": false })
})

test("an archive that is not the base changes nothing", async () => {
  const base = await write("base3.tar", OTHER)
  const image = await write("image3.tar", BASE + OWN)
  const { code, stdout } = await plimsoll([image, "--base", base, "--own-layers-only", "--format", "json"])
  expect(code).toBe(1)
  expect(inheritedOf(stdout)).toEqual({ "secrets/sensitive-file": undefined, "secrets/env": undefined })
  expect((JSON.parse(stdout) as Report).inputs[0]!.problems).toMatchObject([{ code: "not-its-base" }])
})

test("the user is the image's own to set, whoever left it at root", async () => {
  const base = await write("base4.tar", `${OTHER}\nUSER root`)
  const image = await write("image4.tar", `${OTHER}\nUSER root\n${OWN.replace("USER 1000\n", "")}`)
  const { code, stdout } = await plimsoll([image, "--base", base, "--own-layers-only"])
  expect(code).toBe(1)
  expect(stdout).toContain("runs as root")
})

test("a base that can't be read ends in 2 and says why", async () => {
  const image = await write("image5.tar", BASE + OWN)
  const missing = join(folder, "missing.tar")
  const { code, stderr } = await plimsoll([image, "--base", missing])
  expect(code).toBe(2)
  expect(stderr).toContain(`The base image can't be read from ${missing}: there is no such file or folder`)
})

test("what the base wrote and the image's own line deletes is the image's own", async () => {
  const text = `${OTHER}\nCOPY --size=2MB /srv/a\nCOPY --size=2MB /srv/b\nRUN rm /srv/a`
  const base = await write("base6.tar", text)
  const image = await write("image6.tar", `${text}\n${OWN}RUN rm /srv/b`)
  const { stdout } = await plimsoll([image, "--base", base, "--format", "json"])
  expect(
    (JSON.parse(stdout) as Report).images[0]!.findings.filter(({ rule }) => rule === "size/wasted").map(
      ({ location, inherited }) => [location.path, inherited],
    ),
  ).toEqual([
    ["/srv/a", true],
    ["/srv/b", false],
  ])
})

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { inputsOf } from "../../src/cli/shares.ts"
import type { Report } from "../../src/model/index.ts"
import { FAILS, PASSES, plimsoll } from "./world.ts"

const folder = mkdtempSync(join(tmpdir(), "plimsoll-shard-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const at = (name: string): string => join(folder, name)
const MULTI = "fixtures/multi.buildx-docker.tar"
const INPUTS = [PASSES, FAILS, MULTI, "fixtures/two-images.podman4-multi.tar"]
const COUNT = 3
const SHARES = [1, 2, 3].map((index) => at(`shard-${index}.json`))
const [ONE = "", TWO = "", THREE = ""] = SHARES
const DAY = ["--today", "2026-11-21"]

beforeAll(async () => {
  for (const [index, file] of SHARES.entries())
    await plimsoll([...INPUTS, ...DAY, "--shard", `${index + 1}/${COUNT}`, "-f", `json=${file}`])
}, 60_000)

const reportIn = (file: string): Report => JSON.parse(readFileSync(file, "utf8")) as Report

/** Of two shares, the one that the input is not in. */
const emptyShare = (): number => [1, 2].find((index) => inputsOf([FAILS], { index, count: 2 }).length === 0) ?? 0

/** Inputs with their images by path: which order they are in is no matter of what was found. */
const byInput = (report: Pick<Report, "inputs" | "images">) =>
  Object.fromEntries(
    report.inputs.map((input, index) => [
      input.path,
      [input, report.images.filter((image) => image.input === index).map((image) => ({ ...image, input: 0 }))],
    ]),
  )

test("every input is in one share, and another input moves none", () => {
  const names = Array.from({ length: 300 }, (_, index) => `images/${index}.tar`)
  const shares = [1, 2, 3, 4, 5].map((index) => inputsOf(names, { index, count: 5 }))
  expect(shares.flat().toSorted()).toEqual(names.toSorted())
  for (const share of shares) expect(share.length).toBeGreaterThan(40)
  const more = inputsOf([...names, "images/another.tar"], { index: 2, count: 5 })
  expect(more.filter((name) => name !== "images/another.tar")).toEqual(shares[1])
})

test("a share is the same with every version: machines of one job may not have one", () => {
  const index = [1, 2, 3].find((one) => inputsOf(["images/api.tar"], { index: one, count: 3 }).length === 1)
  expect(index).toBe(3)
})

test("a report says which share it is", () => {
  expect(SHARES.map((file) => reportIn(file).shard)).toEqual([1, 2, 3].map((index) => ({ index, count: COUNT })))
})

test("a share without an input passes, and says so", async () => {
  const empty = emptyShare()
  expect(await plimsoll([FAILS, "--shard", `${empty}/2`])).toEqual({
    code: 0,
    stdout: `PASS  no input is in share ${empty} of 2: there is nothing to audit\n`,
    stderr: "",
  })
  expect((await plimsoll([FAILS, "--shard", `${3 - empty}/2`])).code).toBe(1)
})

test("a share says in its last line which it is", async () => {
  const index = [1, 2].find((one) => inputsOf([FAILS], { index: one, count: 2 }).length === 1)
  expect((await plimsoll([FAILS, "--shard", `${index}/2`])).stdout).toMatch(
    new RegExp(`\\nRead 2 of 2 layers of 1 input in share ${index} of 2, 30.7 kB, in .*: FAIL\\n`),
  )
})

test("shares joined are the run that they were parts of, whatever order they come in", async () => {
  await plimsoll([...INPUTS, ...DAY, "-f", `json=${at("all.json")}`])
  const all = reportIn(at("all.json"))
  const joined = await plimsoll(["merge", ...SHARES, "-f", "json"])
  expect((await plimsoll(["merge", THREE, ONE, TWO, "-f", "json"])).stdout).toBe(joined.stdout)
  const { inputs, images, ...rest } = JSON.parse(joined.stdout) as Report
  expect(byInput({ inputs, images })).toEqual(byInput(all))
  expect(rest).toMatchObject({ verdict: all.verdict, failures: all.failures })
  expect(rest).not.toHaveProperty("shard")
})

test.each<[readonly string[], string]>([
  [[ONE, THREE], "Share 2 of 3 is missing. Give its report too, or do without: --allow-missing"],
  [[THREE], "Shares 1, 2 of 3 are missing. Give their reports too, or do without: --allow-missing"],
  [[ONE, TWO, ONE], `${ONE} and ${ONE} are both share 1 of 3. Give each once.`],
])("merge %j", async (files, sentence) => {
  expect(await plimsoll(["merge", ...files])).toEqual({ code: 2, stdout: "", stderr: `plimsoll: ${sentence}\n` })
})

test("shares of two runs are no whole", async () => {
  const other = at("other.json")
  writeFileSync(other, JSON.stringify({ ...reportIn(TWO), shard: { index: 2, count: 4 } }))
  const { code, stderr } = await plimsoll(["merge", ONE, other])
  expect([code, stderr]).toEqual([
    2,
    `plimsoll: ${other} is one share of 4, and ${ONE} one of 3. Give the shares of one run.\n`,
  ])
})

test("what is missing can be done without, and is told", async () => {
  const files = SHARES.filter((file) => reportIn(file).inputs.length > 0).slice(0, 1)
  const missing = [1, 2, 3].filter((index) => index !== reportIn(files[0]!).shard!.index)
  const { stdout, code } = await plimsoll(["merge", ...files, "--allow-missing", "-f", "json"])
  const { inputs, verdict } = JSON.parse(stdout) as Report
  expect(inputs[0]!.problems).toContainEqual({
    code: "missing-share",
    message: `Shares ${missing.join(", ")} of 3 are missing: nothing is known of the inputs in them`,
  })
  expect(code).toBe({ pass: 0, fail: 1, incomplete: 2 }[verdict])
})

test("shares that are all empty are no pass", async () => {
  const empty = emptyShare()
  await plimsoll([FAILS, "--shard", `${empty}/2`, "-f", `json=${at("empty.json")}`])
  const { code, stdout, stderr } = await plimsoll(["merge", at("empty.json"), "--allow-missing"])
  expect([code, stdout]).toEqual([2, ""])
  expect(stderr).toBe(
    "plimsoll: None of these shares holds an input, so that nothing was audited. Give the reports of the others.\n",
  )
})

test("what a share can't know is left to the whole: counterparts, and settings of no use", async () => {
  const config = at("plimsoll.config.yaml")
  writeFileSync(
    config,
    "ignore:\n  - rule: history/volume\n    path: /nowhere/**\n    reason: there once was one\n    expires: 2030-01-01\n",
  )
  for (const index of [1, 2]) {
    const args = [PASSES, FAILS, "--compare", MULTI, "--config", config, ...DAY]
    await plimsoll([...args, "--shard", `${index}/2`, "-f", `json=${at(`compared-${index}.json`)}`])
    const { inputs, verdict } = reportIn(at(`compared-${index}.json`))
    expect(inputs.flatMap(({ problems }) => problems.map(({ code }) => code))).not.toContain("nothing-compared")
    expect(inputs.flatMap(({ problems }) => problems.map(({ code }) => code))).not.toContain("unused-ignore")
    expect(verdict).not.toBe("incomplete")
  }
  const { code, stdout } = await plimsoll(["merge", at("compared-1.json"), at("compared-2.json")])
  expect(code).toBe(2)
  expect(stdout).toContain("no image has a counterpart")
})

test.each(["0/5", "6/5", "a/b", "1", "1/0", "-1/2", "1/99999", "1.5/2"])("--shard %s", async (text) => {
  expect(await plimsoll([FAILS, `--shard=${text}`])).toEqual({
    code: 2,
    stdout: "",
    stderr: `plimsoll: --shard can't be ${text}: give a share and how many there are, such as 2/5; the first is 1.\n`,
  })
})

test("a job says by a variable which share is its own", async () => {
  const { stdout } = await plimsoll([FAILS, "-f", "json"], { env: { PLIMSOLL_SHARD: "1/1" } })
  expect((JSON.parse(stdout) as Report).shard).toEqual({ index: 1, count: 1 })
})

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { Report } from "../../src/model/index.ts"
import { BROKEN, FAILS, PASSES, plimsoll } from "./world.ts"

const folder = mkdtempSync(join(tmpdir(), "plimsoll-merge-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const at = (name: string): string => join(folder, name)
const MULTI = "fixtures/multi.buildx-docker.tar"
const INPUTS = [PASSES, FAILS, MULTI, "fixtures/two-images.podman4-multi.tar", "fixtures/shop.tar"]
const DAY = ["--today", "2026-11-21"]

async function saved(name: string, ...args: readonly string[]): Promise<string> {
  await plimsoll([...args, ...DAY, "-f", `json=${at(name)}`])
  return at(name)
}

const reportIn = (file: string): Report => JSON.parse(readFileSync(file, "utf8")) as Report

/** A saved report with something in it changed. */
function changed(name: string, file: string, changes: Partial<Report>): string {
  writeFileSync(at(name), JSON.stringify({ ...reportIn(file), ...changes }))
  return at(name)
}

async function merge(...args: readonly string[]) {
  const ran = await plimsoll(["merge", ...args, "-f", "json"])
  return { ...ran, report: ran.stdout === "" ? null : (JSON.parse(ran.stdout) as Report) }
}

let passes: string
let fails: string
let broken: string
beforeAll(async () => {
  passes = await saved("passes.json", PASSES)
  fails = await saved("fails.json", FAILS)
  broken = await saved("broken.json", BROKEN)
}, 60_000)

describe("the whole", () => {
  test("is what one run over all inputs would have said, settings and all", async () => {
    const config = at("plimsoll.config.yaml")
    writeFileSync(config, "fail-on: medium\nbudgets: { layers: 1 }\n")
    const files = await Promise.all(INPUTS.map((input, index) => saved(`one-${index}.json`, input, "--config", config)))
    const together = await saved("all.json", ...INPUTS, "--config", config)
    const { code, report } = await merge(...files)
    expect(report).toEqual(reportIn(together))
    expect(code).toBe(1)
  })

  test.each<[string, () => readonly string[], Report["verdict"], number]>([
    ["passes where all pass", () => [passes], "pass", 0],
    ["fails where one fails", () => [passes, fails], "fail", 1],
    ["is incomplete where one is, whatever the others are", () => [fails, broken, passes], "incomplete", 2],
  ])("%s", async (_, files, verdict, code) => {
    const merged = await merge(...files())
    expect([merged.report?.verdict, merged.code, merged.stderr]).toEqual([verdict, code, ""])
  })

  test("is again a report: it can be converted, merged and compared", async () => {
    const both = at("both.json")
    expect((await plimsoll(["merge", passes, fails, "-f", `json=${both}`])).code).toBe(1)
    expect((await plimsoll(["convert", both, "--quiet"])).stdout).toBe("FAIL  1 high: user/root\n")
    expect((await merge(both, broken)).report?.inputs.map(({ path }) => path)).toEqual([PASSES, FAILS, BROKEN])
    expect((await plimsoll(["diff", both, both, ...DAY])).code).toBe(0)
  })

  test("keeps two images that were saved to one path", async () => {
    const other = changed("other.json", fails, { inputs: [{ ...reportIn(fails).inputs[0]!, path: PASSES }] })
    const { report } = await merge(passes, other)
    expect(report?.images.map(({ input }) => report.inputs[input]?.path)).toEqual([PASSES, PASSES])
  })

  test("was made when its last part was, and for the day that all were asked for", async () => {
    const [first, last] = ["2026-11-21T10:00:00.000Z", "2026-11-21T11:00:00.000Z"]
    const one = changed("one.json", passes, { generatedAt: last })
    const other = changed("other.json", fails, { generatedAt: first })
    expect((await merge(one, other)).report).toMatchObject({ generatedAt: last, today: "2026-11-21" })
    const later = changed("later.json", fails, { today: "2026-11-22" })
    expect((await merge(one, later)).report).not.toHaveProperty("today")
  })

  test("lists no more than the report that leaves out most", async () => {
    const high = await saved("high.json", "fixtures/shop.tar", "--severity", "high")
    const { report } = await merge(passes, high)
    expect(report?.severity).toBe("high")
    expect(report?.images[0]?.findings).toEqual([])
    expect(report?.verdict).toBe("fail")
  })
})

describe("--fail-on", () => {
  test.each([
    ["none", 0],
    ["high", 1],
    ["critical", 0],
    ["low", 1],
  ])("%s judges all anew", async (failOn, code) => {
    expect((await merge(passes, fails, "--fail-on", failOn)).code).toBe(code)
  })

  test("makes nothing whole that was not read", async () => {
    expect((await merge(passes, broken, "--fail-on", "none")).code).toBe(2)
  })

  test("forgives no broken budget", async () => {
    const layers = await saved("layers.json", PASSES, "--budget", "layers=1")
    const { code, report } = await merge(layers, "--fail-on", "none")
    expect([code, report?.failures.map(({ kind, id }) => [kind, id])]).toEqual([1, [["budget", "layers"]]])
  })

  test("asks for findings that a report left out", async () => {
    const high = await saved("high.json", "fixtures/shop.tar", "--severity", "high")
    expect((await merge(high, "--fail-on", "critical")).code).toBe(1)
    const { code, stderr } = await merge(high, "--fail-on", "medium")
    expect([code, stderr]).toEqual([
      2,
      `plimsoll: ${high} leaves out findings milder than high, so that --fail-on medium can't be told from it. Save it anew, without --severity.\n`,
    ])
  })
})

describe("what can't be joined", () => {
  const tool = { name: "plimsoll", version: "0.0.1" } as const
  test.each<[string, () => readonly string[], string]>([
    ["nothing", () => [], "plimsoll merge needs a REPORT: what --format json wrote."],
    [
      "one report twice",
      () => [passes, passes],
      `P and P both hold ${PASSES} (sha256:${"h".repeat(12)}), which would count twice. Give each report once.`,
    ],
    [
      "two versions",
      () => [passes, changed("old.json", fails, { tool })],
      "F was written by plimsoll 0.0.1, and P by V: their rules differ. Audit anew with one version.",
    ],
    ["what is no report", () => [passes, FAILS], `F is no saved report. plimsoll INPUT --format json=FILE saves one.`],
  ])("%s", async (_, files, sentence) => {
    const given = files()
    const { code, stdout, stderr } = await plimsoll(["merge", ...given])
    const [one = "", other = ""] = given
    const plain = stderr
      .replaceAll(one || "\0", "P")
      .replaceAll(other || "\0", "F")
      .replace(/by \d[\d.]*:/, "by V:")
      .replace(/(?<=sha256:)[\da-f]{12}/, "h".repeat(12))
    expect([code, stdout, plain]).toEqual([2, "", `plimsoll: ${sentence}\n`])
  })

  test("a report is not written over one that is read", async () => {
    const { code, stderr } = await plimsoll(["merge", passes, fails, "-f", `json=${fails}`])
    expect([code, stderr]).toEqual([
      2,
      `plimsoll: ${fails} is what is read, and a report would replace it. Give the report another name.\n`,
    ])
  })
})

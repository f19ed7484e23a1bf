import { closeSync, copyFileSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, test } from "vitest"
import type { Report } from "../../src/model/index.ts"
import { FORMAT_NAMES } from "../../src/reports/index.ts"
import { docker } from "../support/archive.ts"
import { ent, tar } from "../support/tar.ts"
import { BROKEN, FAILS, PASSES, plimsoll } from "./world.ts"

const folder = mkdtempSync(join(tmpdir(), "plimsoll-convert-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const at = (name: string): string => join(folder, name)
const DAY = ["--today", "2026-11-21"]

/** Names that are no UTF-8, beside backslashes and what a terminal obeys; in two layers, so that they are waste and duplicates too. */
const odd = (text: string): Buffer => Buffer.from(text, "latin1")
const LAYERS = ["one", "two"].map((body) =>
  tar(
    ent(odd("srv/caf\xe9"), body.repeat(5000)),
    ent(odd("srv/a\\b\x1b[2J\xff"), "same".repeat(3000)),
    ent(odd("srv/c\\xe9"), "same".repeat(3000)),
    ent(odd("srv/.env\xe9"), `GITHUB_TOKEN=ghp_${"a1B2c3D4e5".repeat(4).slice(0, 36)}\n`),
  ),
)
const ODD = at("odd.tar")
writeFileSync(
  ODD,
  docker(LAYERS, {
    config: { config: { Labels: { path: "a\\b", pathBase64: "YQ==", "10": "x", "2": "y", __proto__: "z" } } },
  }),
)

/** A service with budgets and a baseline that knows its last version. */
const CART = at("cart.config.yaml")
copyFileSync("fixtures/cart.config.yaml", CART)

const AUDITS: Readonly<Record<string, readonly string[]>> = {
  "an image that fails": [FAILS],
  "an image that is made badly": ["fixtures/shop.tar"],
  "an image that passes": [PASSES],
  "an archive that was cut": [BROKEN],
  "several images and platforms": ["fixtures/two-images.podman4-multi.tar", "fixtures/multi.buildx-docker.tar"],
  "a cut archive beside a whole one": [BROKEN, PASSES],
  "names that are no UTF-8": [ODD],
  "what is left out": ["fixtures/shop.tar", "--severity", "high"],
  "broken budgets": ["fixtures/cart-1.5.0.tar.gz", "--config", CART],
  "a comparison": ["fixtures/cart-1.5.0.tar.gz", "--compare", "fixtures/cart-1.4.2.tar.gz", "--config", CART],
  "a difference": ["diff", "fixtures/cart-1.4.2.tar.gz", "fixtures/cart-1.5.0.tar.gz", "--config", CART],
}
const toFiles = (name: string): string[] => FORMAT_NAMES.flatMap((one) => ["-f", `${one}=${at(name)}.${one}`])

test("the baseline of the last version", async () => {
  expect((await plimsoll(["baseline", "fixtures/cart-1.4.2.tar.gz", "--config", CART])).code).toBe(0)
})

test.each(Object.entries(AUDITS))(
  "%s: every format is to the byte what the audit would have written",
  async (_, args) => {
    const audit = await plimsoll([...args, ...DAY, "--files", "--timestamp", ...toFiles("audit")], {
      env: { LC_ALL: "C.UTF-8" },
    })
    expect(audit.stderr).toBe("")
    const converted = await plimsoll(["convert", at("audit.json"), ...toFiles("converted")])
    expect(converted).toEqual({ code: audit.code, stdout: "", stderr: "" })
    for (const name of FORMAT_NAMES)
      expect(readFileSync(at(`converted.${name}`), "utf8"), name).toBe(readFileSync(at(`audit.${name}`), "utf8"))
  },
)

test("JSON says the same whatever else is asked for", async () => {
  const [alone, beside] = [at("alone.json"), at("beside.json")]
  await plimsoll(["fixtures/shop.tar", "-f", `json=${alone}`])
  await plimsoll(["fixtures/shop.tar", "-f", `json=${beside}`, "-f", `html=${at("shop.html")}`])
  expect(readFileSync(beside, "utf8")).toBe(readFileSync(alone, "utf8"))
  expect(readFileSync(at("shop.html"), "utf8")).toContain("busybox")
})

async function saved(name: string, ...args: readonly string[]): Promise<string> {
  await plimsoll([...args, ...DAY, "-f", `json=${at(name)}`])
  return at(name)
}

describe("a saved report", () => {
  test("is told as a table where nobody says how, without the time that the audit took", async () => {
    const { code, stdout } = await plimsoll(["convert", await saved("fails.json", FAILS)])
    expect(code).toBe(1)
    expect(stdout).toMatch(/^FAIL {2}1 high: user\/root\n/)
    expect(stdout).toContain("\nRead 2 of 2 layers, 30.7 kB: FAIL\n")
  })

  test("comes from a pipe as well", async () => {
    const file = await saved("fails.json", FAILS)
    const fd = openSync(file, "r")
    const ended = await plimsoll(["convert", "-", "--quiet"], { stdin: { fd } })
    closeSync(fd)
    expect(ended).toEqual({ code: 1, stdout: "FAIL  1 high: user/root\n", stderr: "" })
  })

  test("makes a page to explore though it lists no files", async () => {
    const file = await saved("passes.json", PASSES)
    expect((JSON.parse(readFileSync(file, "utf8")) as Report).images[0]?.files).toBeUndefined()
    expect((await plimsoll(["convert", file, "-f", "html"])).code).toBe(0)
  })

  test("that leaves findings out says so, and is still none to compare with", async () => {
    const file = await saved("high.json", "fixtures/shop.tar", "--severity", "high")
    const { stdout } = await plimsoll(["convert", file])
    expect(stdout).toContain("\nFindings milder than high are not listed, as --severity asked.\n")
    expect((await plimsoll(["diff", file, "fixtures/shop.tar"])).stderr).toContain(
      "leaves out findings milder than high",
    )
  })

  test("of a difference is told as one", async () => {
    const file = await saved("diff.json", "diff", "fixtures/cart-1.4.2.tar.gz", "fixtures/cart-1.5.0.tar.gz")
    expect((await plimsoll(["convert", file])).stdout).toContain("\nFolders ")
    const compared = await saved(
      "compared.json",
      "fixtures/cart-1.5.0.tar.gz",
      "--compare",
      "fixtures/cart-1.4.2.tar.gz",
    )
    expect((await plimsoll(["convert", compared])).stdout).not.toContain("\nFolders ")
  })

  test("is not written over", async () => {
    const file = await saved("fails.json", FAILS)
    const { code, stderr } = await plimsoll(["convert", file, "-f", `html=${folder}/./fails.json`])
    expect([code, stderr]).toEqual([
      2,
      `plimsoll: ${folder}/./fails.json is what is read, and a report would replace it. Give the report another name.\n`,
    ])
  })

  test.each<[string, (report: Report) => unknown, string]>([
    ["a pass with failures", (report) => ({ ...report, verdict: "pass" }), "/verdict is not what"],
    ["a failure without a reason", (report) => ({ ...report, failures: [] }), "/verdict is not what"],
    ["incomplete where all was read", (report) => ({ ...report, verdict: "incomplete" }), "/verdict is not what"],
    ["a time that is none", (report) => ({ ...report, generatedAt: "soon" }), "/generatedAt is no time"],
    ["a share that is none", (report) => ({ ...report, shard: { index: 3, count: 2 } }), "/shard is no share"],
    [
      "files that don't add up",
      (report) => ({ ...report, images: [{ ...report.images[0], files: [] }] }),
      "/images/0 doesn't add up",
    ],
    ["another version of the format", (report) => ({ ...report, schemaVersion: "2" }), "/schemaVersion is not as"],
    ["no images", (report) => ({ ...report, images: [] }), "/images is empty"],
  ])("with %s is refused", async (_, change, reason) => {
    const report = JSON.parse(readFileSync(await saved("fails.json", FAILS), "utf8")) as Report
    writeFileSync(at("wrong.json"), JSON.stringify(change(report)))
    const { code, stdout, stderr } = await plimsoll(["convert", at("wrong.json")])
    expect([code, stdout]).toEqual([2, ""])
    expect(stderr).toContain(`wrong.json is no report of this version of plimsoll: ${reason}`)
  })

  test("an empty share is one that passes", async () => {
    const report = JSON.parse(readFileSync(await saved("passes.json", PASSES), "utf8")) as Report
    const empty = { ...report, shard: { index: 2, count: 2 }, inputs: [], images: [] }
    writeFileSync(at("empty.json"), JSON.stringify(empty))
    expect(await plimsoll(["convert", at("empty.json")])).toEqual({
      code: 0,
      stdout: "PASS  no input is in share 2 of 2: there is nothing to audit\n",
      stderr: "",
    })
  })
})

test.each([
  [[], "plimsoll convert needs a REPORT: what --format json wrote."],
  [["a.json", "b.json"], "plimsoll convert takes one argument. See plimsoll convert --help."],
  [[PASSES], `${PASSES} is no saved report. plimsoll INPUT --format json=FILE saves one.`],
  [["fixtures"], "fixtures is no saved report. plimsoll INPUT --format json=FILE saves one."],
  [["none.json"], "The report can't be read from none.json: there is no such file."],
  [["none.json", "--fail-on", "low"], "Unknown option --fail-on. See plimsoll convert --help."],
])("convert %j", async (args, sentence) => {
  expect(await plimsoll(["convert", ...args])).toEqual({ code: 2, stdout: "", stderr: `plimsoll: ${sentence}\n` })
})

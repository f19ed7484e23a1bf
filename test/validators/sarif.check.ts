import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { gzipSync } from "node:zlib"
import { Ajv2020 } from "ajv/dist/2020.js"
import type { Log, Result } from "sarif"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { render } from "../../src/index.ts"
import { MULTITOOL } from "./programs.ts"
import { reports } from "./reports.ts"
import { jsonAt, tool } from "./support.ts"

/** Lines of the validator that are no fault of a report. */
const ALLOWED = [
  // plimsoll has no page of its own to name.
  /SARIF2005: .*does not provide 'informationUri'/,
]

/** Formats that the schema asks for, as far as a relative reference and a time need it. */
const FORMATS = {
  uri: (text: string) => URL.canParse(text),
  "uri-reference": (text: string) => URL.canParse(text, "https://example.org/"),
  uuid: (text: string) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text),
  "date-time": (text: string) => !Number.isNaN(Date.parse(text)),
}

const schema = new Ajv2020({ strict: false, allErrors: true, formats: FORMATS }).compile(
  jsonAt(join(MULTITOOL, "sarif-2.1.0.json")),
)
const folder = mkdtempSync(join(tmpdir(), "plimsoll-sarif-"))
afterAll(() => rmSync(folder, { recursive: true }))

/** What Microsoft's validator says with its rules and GitHub's, by file. It leaves with 0 either way. */
function complaintsOf(texts: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> {
  const files = new Map([...texts.keys()].map((name, at) => [name, join(folder, `${at}.sarif`)]))
  for (const [name, file] of files) writeFileSync(file, texts.get(name) ?? "")
  const args = ["validate", ...files.values(), "--rule-kind", "Sarif;Ghas", "--max-file-size-in-kb", "1000000"]
  const { stdout, stderr } = spawnSync(tool("Sarif.Multitool"), args, { encoding: "utf8", maxBuffer: 1e9 })
  if (!stdout.includes(`${files.size} files scanned`)) throw new Error(`${stdout}${stderr}`.slice(0, 2000))
  const lines = `${stdout}\n${stderr}`.split("\n").filter((line) => /\b(?:error|warning|note) [A-Z]+\d+/.test(line))
  const unplaced = lines.filter((line) => !line.startsWith(folder))
  if (unplaced.length > 0) throw new Error(unplaced.join("\n").slice(0, 2000))
  return new Map([...files].map(([name, file]) => [name, lines.filter((line) => line.startsWith(`${file}(`))]))
}

/** The same log with one thing wrong. */
function broken(text: string, change: (log: Log) => void): string {
  const log = JSON.parse(text) as Log
  change(log)
  return JSON.stringify(log)
}

const firstOf = (log: Log): Result => log.runs[0]!.results![0]!

describe("SARIF", () => {
  let texts: ReadonlyMap<string, string> = new Map()
  let complaints: ReadonlyMap<string, readonly string[]> = new Map()
  beforeAll(async () => {
    const all = await reports()
    const drawn = new Map<string, string>()
    for (const [name, report] of all) drawn.set(name, await render("sarif", report))
    drawn.set("Dockerfile", await render("sarif", all.get("shop.tar")!, { location: "Dockerfile" }))
    texts = drawn
    complaints = complaintsOf(texts)
  }, 300_000)

  test("is of the schema of OASIS", () => {
    for (const [name, text] of texts) {
      schema(JSON.parse(text))
      expect(schema.errors ?? [], name).toEqual([])
    }
    expect(texts.size).toBeGreaterThan(15)
  })

  test("is what Microsoft's validator takes, with the rules of GitHub's code scanning", () => {
    const told = [...complaints].flatMap(([name, lines]) =>
      lines.filter((line) => !ALLOWED.some((known) => known.test(line))).map((line) => `${name}: ${line}`),
    )
    expect(told).toEqual([])
    expect([...complaints.keys()]).toEqual([...texts.keys()])
  })

  test("is of a size that GitHub takes", () => {
    for (const text of texts.values()) expect(gzipSync(text).length).toBeLessThan(10e6)
    expect.hasAssertions()
  })

  test("every allowance is needed", () => {
    const lines = [...complaints.values()].flat()
    for (const known of ALLOWED) expect(lines.some((line) => known.test(line))).toBe(true)
    expect.hasAssertions()
  })

  test("both validators bite", () => {
    const good = texts.get("fail") ?? ""
    const without = broken(good, (log) => delete firstOf(log).locations)
    const absolute = broken(good, (log) => {
      firstOf(log).locations![0]!.physicalLocation!.artifactLocation!.uri = "image:1.0/a b"
    })
    const bites = complaintsOf(
      new Map([
        ["without a place", without],
        ["no URI", absolute],
      ]),
    )
    expect(bites.get("without a place")!.join("\n")).toMatch(/GH1015/)
    expect(bites.get("no URI")!.join("\n")).toMatch(/SARIF1002/)
    schema(JSON.parse(broken(good, (log) => Object.assign(firstOf(log), { level: "grave", colour: "red" }))))
    expect(schema.errors?.map(({ keyword }) => keyword)).toEqual(
      expect.arrayContaining(["enum", "additionalProperties"]),
    )
  })
})

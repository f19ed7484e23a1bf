import { execFileSync, spawn } from "node:child_process"
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { text } from "node:stream/consumers"
import { afterEach, beforeEach, expect, test } from "vitest"
import { BROKEN, FAILS, PASSES, plimsoll } from "./world.ts"

let folder = ""
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plimsoll-test-"))
})
afterEach(() => rmSync(folder, { recursive: true }))

const json = async (...args: string[]): Promise<any> =>
  JSON.parse((await plimsoll(["--format", "json", ...args])).stdout)
const rulesIn = (report: any): string[] =>
  report.images.flatMap((image: any) => image.findings.map((finding: any) => finding.rule))

test.each([
  [PASSES, 0, "PASS"],
  [FAILS, 1, "FAIL"],
  [BROKEN, 2, "INCOMPLETE"],
  ["fixtures/none.tar", 2, "INCOMPLETE"],
])("%s ends in %d, whatever the format and wherever it goes", async (input, code, label) => {
  const table = await plimsoll([input])
  expect(table).toMatchObject({ code, stderr: "" })
  expect(table.stdout.startsWith(`${label}  `)).toBe(true)
  expect(await plimsoll(["audit", "--format", "json", input])).toMatchObject({ code, stderr: "" })
  expect(await plimsoll(["--format", `json=${join(folder, "r.json")}`, input])).toEqual({
    code,
    stdout: "",
    stderr: "",
  })
  expect((await plimsoll(["--quiet", input])).stdout.split("\n")[0]).toBe(table.stdout.split("\n")[0])
})

test("several inputs are one report, and one that is broken decides", async () => {
  const { code, stdout } = await plimsoll([PASSES, BROKEN, "--format", "json"])
  expect(code).toBe(2)
  expect(JSON.parse(stdout).inputs.map((input: any) => input.complete)).toEqual([true, false])
})

test("--fail-on moves the threshold, --rule turns a rule off or makes it milder, --severity hides and decides nothing", async () => {
  expect((await plimsoll([FAILS, "--fail-on", "none"])).code).toBe(0)
  expect((await plimsoll([FAILS, "--fail-on", "critical"])).code).toBe(0)
  expect((await plimsoll([FAILS, "--rule", "user/root=off"])).code).toBe(0)
  expect((await plimsoll([FAILS, "--rule=user/root=low"])).code).toBe(0)
  expect((await plimsoll([FAILS, "--rule", "user/root"])).code).toBe(1)
  const hidden = await plimsoll([FAILS, "--severity", "critical", "--format", "json"])
  expect(hidden.code).toBe(1)
  expect(rulesIn(JSON.parse(hidden.stdout))).toEqual([])
  expect(rulesIn(await json(FAILS))).toContain("user/root")
})

const codeWith = async (...args: string[]): Promise<number> => (await plimsoll([PASSES, ...args])).code

test("limits are read in the units that people write", async () => {
  expect(await codeWith("--max-entries", "1")).toBe(2)
  expect(await codeWith("--max-metadata-size", "0.1kB")).toBe(2)
  expect(await codeWith("--max-metadata-size", "0.5 MiB", "--max-entries", "5000", "--timeout", "5m")).toBe(0)
})

test("one run, several reports", async () => {
  const files = ["a.json", "b.txt"].map((name) => join(folder, name))
  const { code, stdout } = await plimsoll([
    FAILS,
    "--format",
    `json=${files[0]}`,
    "--format",
    `table=${files[1]}`,
    "--format",
    "table",
    "--color",
  ])
  expect(code).toBe(1)
  expect(stdout).toContain("\u001b[")
  expect(JSON.parse(readFileSync(files[0]!, "utf8")).verdict).toBe("fail")
  expect(readFileSync(files[1]!, "utf8")).toMatch(/^FAIL {2}(?:\P{Cc}|\n)*$/u)
  expect(readdirSync(folder)).toEqual(["a.json", "b.txt"])
  expect(statSync(files[0]!).mode & 0o777).toBe(0o644 & ~process.umask())
})

test("a report takes the place of a longer one, through a link too", async () => {
  const file = join(folder, "r.txt")
  writeFileSync(file, "x".repeat(1e6))
  symlinkSync(file, join(folder, "link"))
  await plimsoll([PASSES, "--quiet", "--format", `table=${join(folder, "link")}`])
  expect(readFileSync(file, "utf8")).toBe("PASS  no finding fails it; 1 low, 5 info\n")
  expect(readdirSync(folder).toSorted()).toEqual(["link", "r.txt"])
})

test("a report that can't be written ends in 2 and names its file; the others are written", async () => {
  const good = join(folder, "good.txt")
  const bad = join(folder, "none", "r.json")
  const { code, stdout, stderr } = await plimsoll([PASSES, "--format", `json=${bad}`, "--format", `table=${good}`])
  expect([code, stdout]).toEqual([2, ""])
  expect(stderr).toBe(
    `plimsoll: The report can't be written to ${bad}: ENOENT: no such file or directory. Nothing was left there.\n`,
  )
  expect(readFileSync(good, "utf8")).toMatch(/^PASS/)
})

test("a pipe or a device is written to, never replaced", async () => {
  const pipe = join(folder, "pipe")
  execFileSync("sh", ["-c", 'mkfifo "$0"', pipe])
  const read = text(spawn("cat", [pipe], { stdio: ["ignore", "pipe", "ignore"] }).stdout)
  expect((await plimsoll([PASSES, "--quiet", "--format", `table=${pipe}`])).code).toBe(0)
  expect(await read).toMatch(/^PASS {2}/)
  expect(statSync(pipe).isFIFO()).toBe(true)
})

test("a folder that takes no file keeps what it had", async () => {
  const file = join(folder, "r.txt")
  writeFileSync(file, "before")
  const temporary = `${file}.${process.pid}.tmp`
  writeFileSync(temporary, "in the way")
  chmodSync(file, 0o600)
  expect((await plimsoll([PASSES, "--format", `table=${file}`])).code).toBe(2)
  expect(readFileSync(file, "utf8")).toBe("before")
})

test("a reader that goes away changes nothing, a full standard output does", async () => {
  const gone = Object.assign(new Error("write EPIPE"), { code: "EPIPE" })
  const full = Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" })
  expect(await plimsoll([PASSES], { stdout: { fails: gone } })).toMatchObject({ code: 0, stderr: "" })
  expect(await plimsoll([FAILS], { stdout: { fails: gone } })).toMatchObject({ code: 1, stderr: "" })
  const { code, stderr } = await plimsoll([PASSES], { stdout: { fails: full } })
  expect([code, stderr]).toEqual([
    2,
    "plimsoll: The report can't be written to standard output: ENOSPC: no space left on device, write.\n",
  ])
})

test.each([
  [{}, [], false, false],
  [{}, [], true, true],
  [{ NO_COLOR: "1" }, [], true, false],
  [{ NO_COLOR: "" }, [], true, true],
  [{ TERM: "dumb" }, [], true, false],
  [{ FORCE_COLOR: "1" }, [], false, true],
  [{ FORCE_COLOR: "0" }, [], true, false],
  [{ FORCE_COLOR: "1", NO_COLOR: "1" }, [], false, true],
  [{ NO_COLOR: "1" }, ["--color"], false, true],
  [{ FORCE_COLOR: "1" }, ["--no-color"], true, false],
])("colour: %j %j on a terminal: %s", async (env, args, isTTY, coloured) => {
  const { stdout } = await plimsoll([FAILS, ...args], { env, stdout: { isTTY, columns: 80 } })
  expect(stdout.includes("\u001b[")).toBe(coloured)
})

test.each([
  [{}, 0, 80],
  [{}, 132, 132],
  [{ COLUMNS: "100" }, 0, 100],
  [{ COLUMNS: "100" }, 132, 132],
  [{ COLUMNS: "many" }, 0, 80],
  [{ COLUMNS: "0" }, 0, 80],
  [{}, 1, 60],
])("width: %j, %d columns, so %d", async (env, columns, width) => {
  const { stdout } = await plimsoll([FAILS, "--no-color"], { env, stdout: { isTTY: columns > 0, columns } })
  expect(stdout.match(/^.*Layers.*-+$/m)?.[0]).toHaveLength(width)
})

test.each([
  [{ LC_ALL: "C", LANG: "en_GB.UTF-8" }, false],
  [{ LANG: "en_GB.UTF-8" }, true],
  [{ LANG: "C.utf8", TERM: "dumb" }, false],
  [{}, false],
])("letters beyond ASCII: %j", async (env, unicode) => {
  expect((await plimsoll([FAILS], { env })).stdout.includes("─")).toBe(unicode)
})

test("the clock stands in the report only where it was asked for", async () => {
  expect(await json(PASSES)).not.toHaveProperty("generatedAt")
  expect(Date.parse((await json(PASSES, "--timestamp")).generatedAt)).toBeGreaterThan(1.7e12)
  // Another day may accept what has expired: whoever reads the report must see it.
  expect((await json(PASSES, "--today", "2026-01-02")).today).toBe("2026-01-02")
})

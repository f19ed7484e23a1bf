import { execFileSync } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, test } from "vitest"
import { BROKEN, FAILS, PASSES, plimsoll } from "./world.ts"

let folder = ""
let summary = ""
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "plimsoll-test-"))
  summary = join(folder, "summary.md")
})
afterEach(() => rmSync(folder, { recursive: true }))

const run = (args: readonly string[], file = summary): ReturnType<typeof plimsoll> =>
  plimsoll(args, { env: { GITHUB_STEP_SUMMARY: file } })
const written = (): string => readFileSync(summary, "utf8")

test.each([
  [PASSES, 0],
  [FAILS, 1],
  [BROKEN, 2],
])("the summary of %s is the Markdown report, and the code stays %d", async (input, code) => {
  const { stdout } = await plimsoll([input, "--format", "markdown"])
  expect(await run([input, "--format", "github"])).toMatchObject({ code, stderr: "" })
  expect(written()).toBe(stdout)
})

test("is put after what others wrote", async () => {
  writeFileSync(summary, "# Tests")
  await run([PASSES, "--format", `github=${join(folder, "log")}`])
  expect(written()).toMatch(/^# Tests\n\n<!-- plimsoll/)
})

test("is written for no other format", async () => {
  await run([PASSES, "--format", "json"])
  expect(existsSync(summary)).toBe(false)
  expect((await run([PASSES, "--format", "github"], "")).code).toBe(0)
})

test("both together never have more than GitHub takes, and what is cut ends with a line", async () => {
  const most = 1024 * 1024
  writeFileSync(summary, "x".repeat(most - 500))
  expect((await run([FAILS, "--format", "github"])).code).toBe(1)
  expect(statSync(summary).size).toBeLessThanOrEqual(most)
  expect(written()).toMatch(/\n\nThe rest has no room in this summary\.\n$/)
  writeFileSync(summary, "x".repeat(most))
  await run([FAILS, "--format", "github"])
  expect(statSync(summary).size).toBe(most)
})

test("goes into a regular file alone: not through a link, not into a pipe or a folder", async () => {
  const other = join(folder, "other")
  writeFileSync(other, "kept")
  symlinkSync(other, summary)
  const linked = await run([PASSES, "--format", "github"])
  expect(linked.code).toBe(2)
  expect(linked.stderr).toContain("GITHUB_STEP_SUMMARY")
  expect(linked.stdout).toMatch(/^PASS {2}/m)
  expect(readFileSync(other, "utf8")).toBe("kept")
  const pipe = join(folder, "pipe")
  execFileSync("mkfifo", [pipe])
  for (const place of [pipe, folder, "/dev/null"])
    expect((await run([PASSES, "--format", "github"], place)).code).toBe(2)
})

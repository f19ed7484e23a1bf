import { execFile, spawn } from "node:child_process"
import { copyFileSync, createReadStream, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { constants, tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import { expect, test } from "vitest"
import { BROKEN, FAILS, PASSES } from "./world.ts"

const BIN = "dist/bin.js"

interface Ended {
  readonly code: number | string
  readonly stdout: string
  readonly stderr: string
}

/** Runs a line of shell with the program as `$plimsoll`. */
const shell = (line: string): Promise<Ended> =>
  new Promise((resolve) => {
    const env = { ...process.env, plimsoll: `${process.execPath} ${BIN}` }
    execFile("sh", ["-c", line], { env }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    )
  })

test.each([
  [PASSES, 0],
  [FAILS, 1],
  [BROKEN, 2],
])("%s ends the process with %d", async (input, code) => {
  const ended = await shell(`$plimsoll ${input}`)
  expect(ended).toMatchObject({ code, stderr: "" })
  expect(ended.stdout).toMatch(/^(PASS|FAIL|INCOMPLETE) /)
})

test.each([
  [PASSES, 0],
  [FAILS, 1],
])("a reader that has seen enough of %s changes nothing", async (input, code) => {
  const head = await shell(`{ $plimsoll --format json ${input}; echo $? >&2; } | head -1`)
  expect([head.stdout, head.stderr]).toEqual(["{\n", `${code}\n`])
  // Nobody reads at all: the first write fails.
  const nobody = await shell(`{ $plimsoll ${input}; echo $? >&2; } | true`)
  expect([nobody.stdout, nobody.stderr]).toEqual(["", `${code}\n`])
})

test("a pipe that is read late gets the whole report", async () => {
  const { stdout } = await shell(`$plimsoll schema report | (sleep 0.3; cat)`)
  expect(JSON.parse(stdout)).toHaveProperty("title", "plimsoll report")
})

test("a full standard output ends in 2", async () => {
  const { code, stderr } = await shell(`$plimsoll ${PASSES} > /dev/full`)
  expect(code).toBe(2)
  expect(stderr).toMatch(/^plimsoll: The report can't be written to standard output: ENOSPC.*\n$/)
})

test("standard error that is closed or full changes nothing", async () => {
  expect((await shell(`$plimsoll ${PASSES} 2> /dev/full`)).code).toBe(0)
  expect((await shell(`$plimsoll --wrong 2> /dev/full`)).code).toBe(2)
  expect((await shell(`$plimsoll ${FAILS} 2>&-`)).code).toBe(1)
})

test("an archive from a pipe", async () => {
  const child = spawn(process.execPath, [BIN, "-"], { stdio: ["pipe", "ignore", "inherit"] })
  createReadStream(FAILS).pipe(child.stdin)
  expect(await new Promise((resolve) => child.once("close", resolve))).toBe(1)
})

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s while it waits for an archive ends it as shells expect, and leaves nothing",
  async (signal) => {
    const folder = mkdtempSync(join(tmpdir(), "plimsoll-test-"))
    const env = { ...process.env, TMPDIR: folder }
    const child = spawn(process.execPath, [BIN, "-", "--format", `json=${folder}/r.json`], {
      env,
      stdio: ["pipe", "ignore", "ignore"],
    })
    child.stdin.write(readFileSync(FAILS).subarray(0, 1024))
    await setTimeout(700)
    child.kill(signal)
    const code = await new Promise((resolve) =>
      child.once("close", (status, by) => resolve(status ?? 128 + constants.signals[by!])),
    )
    const left = readdirSync(folder)
    rmSync(folder, { recursive: true })
    expect([code, left]).toEqual([128 + constants.signals[signal], []])
  },
)

test("a promise that never settles is no pass", async () => {
  // The audit's own promise is lost, and nothing else is left to wait for.
  const { code, stderr } = await shell(`${process.execPath} --input-type=module -e '
    process.exitCode = 2
    process.argv = [process.argv[0], "plimsoll", "x.tar"]
    globalThis.Promise.prototype.finally = () => new Promise(() => {})
    await import("./${BIN}")'`)
  expect(code).toBe(2)
  expect(stderr).toBe("plimsoll: Internal error: the audit never came to an end. Please report it.\n")
})

test("a package with a file missing ends in 2, not in 1", async () => {
  const folder = mkdtempSync(join(tmpdir(), "plimsoll-test-"))
  copyFileSync(BIN, join(folder, "bin.mjs"))
  const { code, stdout, stderr } = await shell(`${process.execPath} ${folder}/bin.mjs ${PASSES}`)
  rmSync(folder, { recursive: true })
  expect([code, stdout]).toEqual([2, ""])
  expect(stderr).toMatch(/^plimsoll: Cannot find module .*\n$/)
})

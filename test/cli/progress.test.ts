import { expect, test, vi } from "vitest"
import type { AuditOptions } from "../../src/audit/index.ts"
import { PASS } from "../reports/sample.ts"
import { plimsoll } from "./world.ts"

/** What the audit of these tests does: it tells how far it is, or fails. */
const audit = vi.hoisted(() => ({ run: (options: AuditOptions): void => void options }))
vi.mock("../../src/audit/index.ts", () => ({
  audit: async (_: readonly string[], options: AuditOptions) => {
    audit.run(options)
    return PASS
  },
}))

const TERMINAL = { stderr: { isTTY: true, columns: 80 } }

/** An audit that takes this long and tells twice how far it is. */
function lasting(milliseconds: number, input = "shop.tar", total: number | null = 400_000_000): void {
  let now = 0
  vi.spyOn(performance, "now").mockImplementation(() => now)
  audit.run = ({ onProgress }) => {
    now += milliseconds
    onProgress?.({ bytes: 100_000_000, total, input })
    onProgress?.({ bytes: 200_000_000, total, input })
  }
}

test("progress is one line that is rewritten and taken away", async () => {
  lasting(1500)
  expect((await plimsoll(["x.tar"], TERMINAL)).stderr).toBe(
    "\r\u001b[KReading shop.tar: 100 MB of 400 MB (25 %)\r\u001b[KReading shop.tar: 200 MB of 400 MB (50 %)\r\u001b[K",
  )
  lasting(1500, "-", null)
  expect((await plimsoll(["x.tar"], TERMINAL)).stderr).toContain("Reading -: 100 MB\r")
})

test("progress stays on one line and obeys no name", async () => {
  lasting(1500, `\u001b[2J${"x".repeat(50)}`)
  expect((await plimsoll(["x.tar"], TERMINAL)).stderr).toContain("Reading input: 100 MB of")
  lasting(1500, "\u001b[2J")
  expect((await plimsoll(["x.tar"], TERMINAL)).stderr).toContain(String.raw`Reading \x1b[2J: 100 MB of`)
})

test.each([
  ["a short run", 900, [], {}, true],
  ["no terminal", 1500, [], {}, false],
  ["--no-progress", 1500, ["--no-progress"], {}, true],
  ["--quiet", 1500, ["--quiet"], {}, true],
  ["a dumb terminal", 1500, [], { TERM: "dumb" }, true],
])("no progress: %s", async (_, milliseconds, args, env, isTTY) => {
  lasting(milliseconds)
  expect((await plimsoll(["x.tar", ...args], { env, stderr: { isTTY, columns: 80 } })).stderr).toBe("")
})

test("an internal error is one sentence on a clean line, and says where it came from with --debug", async () => {
  lasting(1500)
  const { run } = audit
  audit.run = (options) => {
    run(options)
    throw new TypeError("x is\nnot a \u001b[31mfunction")
  }
  const sentence = String.raw`plimsoll: Internal error: x is\nnot a \x1b[31mfunction. Please report it, with what --debug adds.`
  const { code, stdout, stderr } = await plimsoll(["x.tar"], TERMINAL)
  expect([code, stdout]).toEqual([2, ""])
  expect(stderr.endsWith(`\r\u001b[K${sentence}\n`)).toBe(true)
  expect((await plimsoll(["x.tar", "--debug"])).stderr).toMatch(
    /^plimsoll: Internal error.*\n +at .*progress\.test\.ts/s,
  )
})

import { spawnSync } from "node:child_process"
import { expect, test } from "vitest"
import { COMMANDS } from "../../src/cli/commands.ts"
import { GROUPS } from "../../src/cli/options.ts"
import { plimsoll } from "./world.ts"

const hasGroff = spawnSync("groff", ["--version"]).status === 0
const flags = Object.values(GROUPS).flatMap(({ options }) => options.map(({ flag }) => flag))

test("every command, every option and every exit code is in the manual page", async () => {
  const { code, stdout } = await plimsoll(["man"])
  expect(code).toBe(0)
  expect(stdout).toMatch(/^\.TH PLIMSOLL 1 "" "plimsoll 1\.2\.3"/)
  const plain = stdout.replaceAll(String.raw`\-`, "-")
  for (const name of Object.keys(COMMANDS)) expect(plain).toMatch(new RegExp(`^\\.BI? "${name} ?"`, "m"))
  for (const flag of flags) expect(plain).toMatch(new RegExp(`^\\.BI? "(?:-\\w, )?${flag} ?"`, "m"))
  expect(stdout).toMatch(/^[\n\x20-\x7e]*$/)
})

test.skipIf(!hasGroff)(
  "groff has nothing to complain of, and prints what is meant (skipped where it is absent)",
  async () => {
    const { stdout: page } = await plimsoll(["man"])
    const { status, stdout, stderr } = spawnSync("groff", ["-ww", "-man", "-Tascii", "-P-cbou"], {
      input: page,
      encoding: "utf8",
    })
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" })
    for (const flag of flags) expect(stdout).toMatch(new RegExp(`^ +(?:-\\w, )?${flag}(?: |$)`, "m"))
    expect(stdout).toContain("docker save shop/api:1.4 | plimsoll -\n")
    expect(stdout).toMatch(/EXIT STATUS\n +0 +Nothing at or above --fail-on/)
  },
)

import { expect, test } from "vitest"
import { FORMAT_NAMES } from "../../src/reports/index.ts"
import { plimsoll } from "./world.ts"

test.each([
  [["--fromat", "json", "x.tar"], "Unknown option --fromat. Did you mean --format?"],
  [["--owner", "me", "x.tar"], "Unknown option --owner. See plimsoll audit --help."],
  [["audit", "--no-colour", "x.tar"], "Unknown option --no-colour. Did you mean --no-color?"],
  [["rules", "--image", "x"], "Unknown option --image. See plimsoll rules --help."],
  [["x.tar", "--format"], "--format needs a value. See plimsoll --help."],
  [["x.tar", "-f"], "--format needs a value. See plimsoll --help."],
  [["--format", "xml", "x.tar"], `There is no format xml. Choose from ${FORMAT_NAMES.join(", ")}.`],
  [
    ["--sarif-location", "../Dockerfile", "x.tar"],
    "--sarif-location can't be ../Dockerfile: give a file of the repository by its path from there, such as Dockerfile or build/Dockerfile.",
  ],
  [["--format", "json=", "x.tar"], "--format json= names no file. Give one, or leave out the =."],
  [
    ["--format", "json", "--format", "table", "x.tar"],
    "Both json and table would go to standard output. Give one a file: --format table=FILE",
  ],
  [
    ["--format", "json=a", "--format", "table=a", "x.tar"],
    "Two reports can't both be written to a. Give each a file of its own.",
  ],
  [["--fail-on", "hihg", "x.tar"], "--fail-on can't be hihg: choose critical, high, medium, low, info or none."],
  [["--severity", "none", "x.tar"], "--severity can't be none: choose critical, high, medium, low or info."],
  [["--rule", "user/rot", "x.tar"], "There is no rule user/rot. Did you mean user/root?"],
  [
    ["--rule", "user/root=on", "x.tar"],
    "--rule user/root can't be on: choose off, critical, high, medium, low or info.",
  ],
  [
    ["--platform", "linux", "x.tar"],
    "--platform can't be linux: give os/arch or os/arch/variant, such as linux/arm64.",
  ],
  [["--jobs", "0", "x.tar"], "--jobs can't be 0: give a whole number of 1 or more."],
  [["--max-entries", "1e3", "x.tar"], "--max-entries can't be 1e3: give a whole number of 1 or more."],
  [
    ["--max-uncompressed-size", "2 XB", "x.tar"],
    "--max-uncompressed-size can't be 2 XB: give a size such as 200MB, 1.5 GiB or 1048576.",
  ],
  [["--timeout", "soon", "x.tar"], "--timeout can't be soon: give a time such as 90, 90s, 5m or 1h."],
  [["layers"], "plimsoll layers needs an INPUT: a tar, an OCI layout directory, or - for standard input."],
  [["files", "a.tar", "b.tar"], "plimsoll files takes one argument. See plimsoll files --help."],
  [["rules", "none/such"], "There is no rule none/such. See plimsoll rules."],
  [["schema", "sarif"], "There is no schema sarif. Choose from report, config."],
  [["-", "-"], "Standard input can be read only once. Give - once."],
  [["\u001b[2J\n::error::"], null],
])("%j", async (args, sentence) => {
  const { code, stdout, stderr } = await plimsoll(args)
  expect(code).toBe(2)
  if (sentence !== null) expect([stdout, stderr]).toEqual(["", `plimsoll: ${sentence}\n`])
  else expect(stdout + stderr).not.toMatch(/(?!\n)\p{Cc}|^::/mu)
})

test("a terminal on standard input is no archive", async () => {
  for (const args of [["-"], ["layers", "-"]]) {
    const { code, stderr } = await plimsoll(args, { stdin: { isTTY: true } })
    expect([code, stderr]).toEqual([
      2,
      "plimsoll: Standard input is a terminal, not an archive. Pipe one in: docker save IMAGE | plimsoll -\n",
    ])
  }
})

test("no input is a question about how to use it", async () => {
  const { code, stdout, stderr } = await plimsoll([])
  expect([code, stdout]).toEqual([2, ""])
  expect(stderr).toContain("Usage: plimsoll [COMMAND] INPUT... [OPTIONS]")
})

test("help and version go to standard output", async () => {
  expect(await plimsoll(["--version"])).toEqual({ code: 0, stdout: "1.2.3\n", stderr: "" })
  for (const args of [["--help"], ["-h"], ["help"]]) {
    const { code, stdout, stderr } = await plimsoll(args)
    expect([code, stderr]).toEqual([0, ""])
    expect(stdout.match(/^ {2}.*plimsoll /gm)).toHaveLength(3)
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80)
  }
})

test("every option that a command knows stands in its help, every limit among them", async () => {
  const { stdout } = await plimsoll(["audit", "--help"])
  for (const flag of [
    "--image",
    "--fail-on",
    "--format",
    "--max-entries",
    "--max-metadata-size",
    "--timeout",
    "--no-color",
    "--debug",
  ])
    expect(stdout).toMatch(new RegExp(`^ {2}(?:-\\w, )?${flag} `, "m"))
  expect((await plimsoll(["rules", "--help"])).stdout).not.toContain("--format")
})

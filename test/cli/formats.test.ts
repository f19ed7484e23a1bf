import { execFile, spawn } from "node:child_process"
import {
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs"
import { constants, tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { afterAll, beforeEach, describe, expect, test } from "vitest"
import { FORMAT_NAMES, FORMATS } from "../../src/reports/index.ts"
import { BROKEN, FAILS, PASSES, plimsoll } from "./world.ts"

const root = mkdtempSync(join(tmpdir(), "plimsoll-formats-"))
afterAll(() => rmSync(root, { recursive: true, force: true }))
let folder = root
beforeEach(() => void (folder = mkdtempSync(join(root, "one-"))))
const at = (name: string): string => join(folder, name)

const SMALL = "fixtures/multi.buildx-docker.tar"
const RUNS: Readonly<Record<string, readonly [args: readonly string[], code: number]>> = {
  pass: [[SMALL], 0],
  fail: [[FAILS], 1],
  incomplete: [[BROKEN], 2],
  "a broken budget": [[SMALL, "--budget", "layers=1"], 1],
  "a difference": [["diff", SMALL, FAILS, "--image", "registry.example.internal/syn/x:1"], 1],
}
const OTHERS = ["json", "table", "csv"] as const

describe.each(FORMAT_NAMES)("%s", (name) => {
  const others = OTHERS.filter((one) => one !== name)

  test.each(Object.entries(RUNS))("ends in the code of the audit, wherever it goes: %s", async (_, [args, code]) => {
    const ways = {
      stdout: ["-f", name],
      file: ["-f", `${name}=${at("file")}`],
      two: ["-f", `${name}=${at("two")}`, "-f", others[0]!],
      three: ["-f", name, ...others.slice(0, 2).flatMap((one) => ["-f", `${one}=${at(one)}`])],
    }
    for (const [way, formats] of Object.entries(ways)) {
      const ran = await plimsoll([...args, ...formats, "--today", "2026-11-21"])
      expect([way, ran.code, ran.stderr]).toEqual([way, code, ""])
      expect(ran.stdout === "", way).toBe(way === "file")
    }
    expect(readdirSync(folder).toSorted()).toEqual(["file", "two", ...others.slice(0, 2)].toSorted())
  })
})

test("help lists every format and what it is for", async () => {
  for (const command of ["audit", "diff", "convert", "merge"]) {
    const { stdout } = await plimsoll([command, "--help"])
    for (const [name, { help }] of Object.entries(FORMATS)) expect(stdout).toContain(`  ${name.padEnd(27)}  ${help}\n`)
  }
  const { stdout: page } = await plimsoll(["man"])
  expect(page).toContain('.B "gitlab\\-secret\\-detection"\nGitLab\\(aqs secret detection')
})

test("-f is --format", async () => {
  expect((await plimsoll([FAILS, "-f", "json", "--today", "2026-11-21"])).stdout).toBe(
    (await plimsoll([FAILS, "--format", "json", "--today", "2026-11-21"])).stdout,
  )
  expect((await plimsoll([FAILS, `-fjson=${at("a")}`, "-f", `csv=${at("b")}`])).code).toBe(1)
  expect(readdirSync(folder)).toEqual(["a", "b"])
})

const refused = async (...formats: readonly string[]): Promise<string> => {
  const ran = await plimsoll([FAILS, ...formats.flatMap((one) => ["-f", one])])
  expect([ran.code, ran.stdout]).toEqual([2, ""])
  return ran.stderr.replaceAll(folder, "")
}
const twice = (file: string): string =>
  `plimsoll: Two reports can't both be written to ${file}. Give each a file of its own.\n`

describe("where a report can't go", () => {
  test("two reports on standard output", async () => {
    expect(await refused("json", `csv=${at("a")}`, "sarif")).toBe(
      "plimsoll: Both json and sarif would go to standard output. Give one a file: --format sarif=FILE\n",
    )
    expect(readdirSync(folder)).toEqual([])
  })

  test("one file by two names", async () => {
    mkdirSync(at("sub"))
    symlinkSync(at("sub"), at("link"))
    writeFileSync(at("there"), "")
    symlinkSync("there", at("alias"))
    expect(await refused(`json=${at("a")}`, `csv=${folder}/./a`)).toBe(twice("/./a"))
    expect(await refused(`json=${at("sub/a")}`, `csv=${at("link/a")}`)).toBe(twice("/link/a"))
    expect(await refused(`json=${at("there")}`, `csv=${at("alias")}`)).toBe(twice("/alias"))
    expect(await refused(`json=${at("none/a")}`, `csv=${folder}/none//a`)).toBe(twice("/none//a"))
  })

  test("a folder", async () => {
    mkdirSync(at("sub"))
    expect(await refused(`json=${at("sub")}`)).toBe(
      "plimsoll: /sub is a folder. Give a file in it: --format json=/sub/FILE\n",
    )
    expect(await refused(`json=${at("none/")}`)).toBe(
      "plimsoll: /none/ is a folder. Give a file in it: --format json=/none/FILE\n",
    )
  })

  test("what is audited", async () => {
    const image = at("image.tar")
    linkSync(FAILS, image)
    const before = readFileSync(image)
    const { code, stderr } = await plimsoll([image, "-f", `json=${folder}/../${folder.split("/").at(-1)}/image.tar`])
    expect(code).toBe(2)
    expect(stderr).toContain("is what is read, and a report would replace it.")
    expect(readFileSync(image)).toEqual(before)
  })

  test("a folder that is not there: the others are written, and it ends in 2", async () => {
    expect(await refused(`json=${at("none/a")}`, `csv=${at("b")}`)).toBe(
      "plimsoll: The report can't be written to /none/a: ENOENT: no such file or directory. Nothing was left there.\n",
    )
    expect(readdirSync(folder)).toEqual(["b"])
  })

  test("a full disk", async () => {
    expect(await refused("json=/dev/full", `csv=${at("b")}`)).toMatch(
      /^plimsoll: The report can't be written to \/dev\/full: ENOSPC/,
    )
    expect(readdirSync(folder)).toEqual(["b"])
  })

  test("standard output that is closed or full, with files beside it", async () => {
    const gone = await plimsoll([FAILS, "-f", "json", "-f", `csv=${at("b")}`], {
      stdout: { fails: Object.assign(new Error("write EPIPE"), { code: "EPIPE" }) },
    })
    expect([gone.code, gone.stderr, readdirSync(folder)]).toEqual([1, "", ["b"]])
    const full = await plimsoll([FAILS, "-f", "json"], {
      stdout: { fails: Object.assign(new Error("write ENOSPC"), { code: "ENOSPC" }) },
    })
    expect(full.code).toBe(2)
  })
})

const linked = (): string => {
  const { href } = pathToFileURL(at("a b.csv"))
  expect(href).toMatch(/^file:\/\/\/.*a%20b\.csv$/)
  return `Wrote \u001b]8;;${href}\u001b\\${at("a b.csv")}\u001b]8;;\u001b\\\n`
}

describe("what was written", () => {
  const TTY = { isTTY: true, columns: 80 }
  const wrote = async (env: Readonly<Record<string, string>>, ...more: readonly string[]): Promise<string> =>
    (await plimsoll([SMALL, "-f", `csv=${at("a b.csv")}`, ...more], { env, stderr: TTY })).stderr

  test("is told on a terminal, one line a file", async () => {
    expect(await wrote({}, "-f", `json=${at("r.json")}`)).toBe(`Wrote ${at("a b.csv")}\nWrote ${at("r.json")}\n`)
  })

  test("is told to nobody else", async () => {
    expect((await plimsoll([SMALL, "-f", `csv=${at("a")}`], { env: { FORCE_HYPERLINK: "1" } })).stderr).toBe("")
    expect(await wrote({ FORCE_HYPERLINK: "1" }, "--quiet")).toBe("")
  })

  test("is no news where it went to a device", async () => {
    const { stderr } = await plimsoll([SMALL, "-f", "csv=/dev/null"], { stderr: TTY })
    expect(stderr).toBe("")
  })

  test("is no news where nothing was", async () => {
    const { stderr } = await plimsoll([SMALL, "-f", `csv=${at("none/a")}`], { stderr: TTY })
    expect(stderr).not.toContain("Wrote")
  })

  test.each<Readonly<Record<string, string>>>([
    { FORCE_HYPERLINK: "1", CI: "true" },
    { TERM_PROGRAM: "iTerm.app" },
    { TERM_PROGRAM: "vscode" },
    { VTE_VERSION: "6800" },
    { WT_SESSION: "x" },
    { KITTY_WINDOW_ID: "1" },
    { TERM: "xterm-kitty" },
    { TERM: "tmux-256color", TERM_PROGRAM: "tmux", TERM_PROGRAM_VERSION: "3.4", TMUX: "/tmp/x" },
  ])("is a link to click on where there are links: %j", async (env) => {
    expect(await wrote(env)).toBe(linked())
  })

  test.each<Readonly<Record<string, string>>>([
    { TERM: "xterm-256color" },
    { TERM: "dumb", VTE_VERSION: "6800" },
    { VTE_VERSION: "4999" },
    { TERM_PROGRAM: "iTerm.app", CI: "true" },
    { TERM_PROGRAM: "iTerm.app", FORCE_HYPERLINK: "0" },
    { TERM_PROGRAM: "Apple_Terminal" },
    { VTE_VERSION: "6800", TMUX: "/tmp/x", TERM_PROGRAM: "tmux", TERM_PROGRAM_VERSION: "3.3a" },
    { VTE_VERSION: "6800", TMUX: "/tmp/x" },
  ])("is plain text elsewhere: %j", async (env) => {
    expect(await wrote(env)).toBe(`Wrote ${at("a b.csv")}\n`)
  })

  test("a name that a terminal would obey is told and linked to without it", async () => {
    const file = at("\u001b[2J\u202e;\u0007.csv")
    const { stderr } = await plimsoll([SMALL, "-f", `csv=${file}`], { env: { FORCE_HYPERLINK: "1" }, stderr: TTY })
    expect(existsSync(file)).toBe(true)
    expect(stderr).toContain(String.raw`\x1b[2J\u{202e};\x07.csv`)
    expect(stderr).toContain("/%1B%5B2J%E2%80%AE;%07.csv\u001b\\")
    expect(stderr.replaceAll(/\u001b\]8;;[\x21-\x7e]*?\u001b\\/g, "")).toMatch(/^[\x20-\x7e]*\n$/)
  })
})

const BIN = "dist/bin.js"

/** Runs a line of shell with the program as `$plimsoll`. */
const shell = (
  line: string,
): Promise<{ readonly code: number | string; readonly stdout: string; readonly stderr: string }> =>
  new Promise((resolve) => {
    const env = { ...process.env, plimsoll: `${process.execPath} ${BIN}` }
    execFile("sh", ["-c", line], { env }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    )
  })

test.each(FORMAT_NAMES)("%s through a pipe that nobody reads changes no code", async (name) => {
  const { stdout, stderr } = await shell(`{ $plimsoll ${FAILS} -f ${name}; echo $? >&2; } | true`)
  expect([stdout, stderr]).toEqual(["", "1\n"])
})

test("a report from a pipe", async () => {
  const { code, stdout } = await shell(`$plimsoll ${FAILS} -f json | (sleep 0.3; cat) | $plimsoll convert - --quiet`)
  expect([code, stdout]).toEqual([1, "FAIL  1 high: user/root\n"])
  expect((await shell(`$plimsoll convert - < /dev/null`)).code).toBe(2)
  expect((await shell(`$plimsoll convert ${PASSES}`)).code).toBe(2)
})

test.each([30, 200, 350, 500])(
  "an interrupt while many reports are made and written leaves each whole or not at all: after %d ms",
  async (ms) => {
    const formats = FORMAT_NAMES.flatMap((name) => ["-f", `${name}=${at(name)}`])
    const child = spawn(process.execPath, [BIN, PASSES, ...formats], { stdio: "ignore" })
    setTimeout(() => child.kill("SIGINT"), ms)
    const code = await new Promise((resolve) =>
      child.once("close", (status, by) => resolve(status ?? 128 + constants.signals[by!])),
    )
    expect([0, 130]).toContain(code)
    const left = readdirSync(folder)
    expect(left.filter((name) => name.endsWith(".tmp"))).toEqual([])
    // All are written at one go: some would mean that it was stopped among them.
    expect([0, FORMAT_NAMES.length]).toContain(left.length)
    if (left.includes("json")) expect(JSON.parse(readFileSync(at("json"), "utf8"))).toHaveProperty("verdict", "pass")
  },
)

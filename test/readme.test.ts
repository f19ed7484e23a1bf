import { spawnSync } from "node:child_process"
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { delimiter, join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, expect, test } from "vitest"
import { FORMATS } from "../src/reports/index.ts"

// README.md shows what the program prints, not what somebody remembers: `npm run docs` writes it anew.
const ROOT = fileURLToPath(new URL("..", import.meta.url))
const README = join(ROOT, "README.md")
const written = readFileSync(README, "utf8")

/** Releases end, and what README shows is of a day. */
const DAY = "2026-11-21"

/** A folder to be first in PATH, with `plimsoll` as an installed package would put it there. */
const folder = mkdtempSync(join(tmpdir(), "plimsoll-readme-"))
beforeAll(() => {
  const script = [
    "#!/bin/sh",
    `case "$*" in *--today*) ;; audit*) set -- "$@" --today ${DAY} ;; esac`,
    `exec "${process.execPath}" "${join(ROOT, "dist/bin.js")}" "$@"`,
    "",
  ].join("\n")
  writeFileSync(join(folder, "plimsoll"), script, { mode: 0o755 })
})
afterAll(() => rmSync(folder, { recursive: true }))

/** A folder for the commands of one section to write in, with `fixtures/` beside them; those of another see nothing of it. */
function workplace(section: number): string {
  const place = join(folder, `section-${section}`)
  if (!existsSync(place)) {
    mkdirSync(place)
    symlinkSync(join(ROOT, "fixtures"), join(place, "fixtures"))
  }
  return place
}

/** What a terminal of 80 columns would show of a command, errors and all. */
function shown(command: string, section: number): string {
  const { stdout } = spawnSync("sh", ["-c", `exec 2>&1\n${command}`], {
    cwd: workplace(section),
    encoding: "utf8",
    // Nothing else of the environment: where a test runs, colours and characters may be others.
    env: { PATH: `${folder}${delimiter}${process.env["PATH"] ?? ""}`, LC_ALL: "C.UTF-8", NO_COLOR: "1", COLUMNS: "80" },
  })
  return stdout
}

const withoutTimes = (text: string): string => text.replaceAll(/\bin \d+(?:[.]\d+)? m?s\b/g, "in a moment")

/** A console block: a line `$ COMMAND`, and what it prints. */
const BLOCK = /(?<=^```console\n)[$] (?<command>.*)\n(?<output>[^]*?)(?=^```$)/gm

/** The content of a file of `fixtures/` that the text before it names. */
const CONTENT = /(?<=`(?<file>fixtures\/[\w.]+)`:\n\n```yaml\n)[^]*?(?=^```$)/gm

test("README.md shows what the commands print", async () => {
  expect(written.match(BLOCK)).not.toBeNull()
  const withContents = written.replaceAll(CONTENT, (...match: unknown[]) =>
    readFileSync(join(ROOT, (match.at(-1) as { file: string }).file), "utf8"),
  )
  const real = withContents
    .split(/^(?=## )/m)
    .map((section, at) =>
      section.replaceAll(BLOCK, (block: string, command: string, output: string) => {
        const now = shown(command, at)
        // A run that took longer is no reason to write the same text again.
        return withoutTimes(now) === withoutTimes(output) ? block : `$ ${command}\n${now}`
      }),
    )
    .join("")
  await expect(real).toMatchFileSnapshot(README)
})

test("README lists every format", () => {
  const rows = Object.entries(FORMATS).map(([name, { help }]) => `| \`${name}\` | ${help} |`)
  expect(written).toContain(`| format | for |\n|---|---|\n${rows.join("\n")}\n\n`)
})

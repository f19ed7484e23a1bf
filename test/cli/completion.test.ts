import { execFileSync, spawnSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { RULES } from "../../src/rules/index.ts"
import { plimsoll } from "./world.ts"

// The shells themselves say what they would offer.
const folder = mkdtempSync(join(tmpdir(), "plimsoll-completion-"))
afterAll(() => rmSync(folder, { recursive: true }))
const script = (shell: string): string => join(folder, `plimsoll.${shell}`)
const isThere = (shell: string): boolean => spawnSync(shell, ["-c", "exit 0"]).status === 0
const SHELLS = ["bash", "zsh", "fish"]

beforeAll(async () => {
  for (const shell of SHELLS) {
    const { code, stdout } = await plimsoll(["completion", shell])
    expect(code).toBe(0)
    writeFileSync(script(shell), stdout)
  }
  for (const name of ["shop.tar", "shop two.tar", "notes.txt"]) writeFileSync(join(folder, name), "")
})

/** Bash takes = for a word of its own, and so does this. */
const bashWords = (line: string): string[] => line.split(/ |(?==)|(?<==)/)

function offeredByBash(line: string): string[] {
  const words = bashWords(line)
  const quoted = words.map((word) => `'${word}'`).join(" ")
  const run = `set -u; source '${script("bash")}'; COMP_WORDS=(${quoted}); COMP_CWORD=${words.length - 1}; _plimsoll; printf '%s\\n' "\${COMPREPLY[@]-}"`
  return execFileSync("bash", ["-c", run], { encoding: "utf8" }).split("\n").filter(Boolean)
}

const offeredByFish = (line: string): string[] =>
  execFileSync("fish", ["--no-config", "-c", `source '${script("fish")}'; complete -C '${line}'`], {
    encoding: "utf8",
    cwd: folder,
  })
    .split("\n")
    .filter(Boolean)
    .map((text) => text.split("\t")[0] ?? "")

const OFFERS: readonly (readonly [line: string, words: readonly string[], others: readonly string[]])[] = [
  ["plimsoll lay", ["layers"], ["audit"]],
  ["plimsoll comp", ["completion"], []],
  ["plimsoll --fail-on h", ["high"], ["low"]],
  ["plimsoll --fail-on=n", ["none"], []],
  ["plimsoll --profile kub", ["kubernetes"], []],
  ["plimsoll --rule user/ro", ["user/root", "user/root-group"], ["size/wasted"]],
  ["plimsoll --rule user/root=o", ["off"], ["high"]],
  ["plimsoll --format js", ["json"], ["table"]],
  ["plimsoll -f sar", ["sarif"], ["table"]],
  ["plimsoll merge -f gitlab-s", ["gitlab-secret-detection"], ["gitlab"]],
  ["plimsoll -f json shop.tar --sh", ["--shard"], ["--severity"]],
  ["plimsoll convert --form", ["--format"], []],
  ["plimsoll audit --fail", ["--fail-on"], []],
  ["plimsoll shop.tar --bud", ["--budget"], ["--baseline"]],
  ["plimsoll layers --ver", ["--verbose"], []],
  ["plimsoll rules policy/a", ["policy/age"], []],
  ["plimsoll schema rep", ["report"], []],
  ["plimsoll completion z", ["zsh"], []],
  ["plimsoll --fail-on high --rule user/root=off --prof", ["--profile"], []],
]
/** A flag that a command does not take, and a place where only files fit. */
const NOTHING = [
  "plimsoll layers --fail",
  "plimsoll convert --fail",
  "plimsoll rules --prof",
  "plimsoll layers aud",
  "plimsoll rules --verbose aud",
]

describe.skipIf(!isThere("bash"))("bash", () => {
  test.each(OFFERS)("%s", (line, words, others) => {
    const offered = offeredByBash(line)
    expect(offered).toEqual(expect.arrayContaining([...words]))
    for (const other of others) expect(offered).not.toContain(other)
  })

  test.each([
    ...NOTHING,
    "plimsoll --base sh",
    "plimsoll --config=sh",
    "plimsoll --format json=re",
    "plimsoll diff sh",
  ])("%s is left to the shell", (line) => {
    expect(offeredByBash(line)).toEqual([])
  })

  test("every command and every rule is there", () => {
    expect(offeredByBash("plimsoll ")).toEqual(expect.arrayContaining(["audit", "diff", "init", "man"]))
    expect(offeredByBash("plimsoll rules ")).toEqual(RULES.map(({ id }) => id))
  })
})

describe.skipIf(!isThere("fish"))("fish (skipped where it is not installed)", () => {
  test.each(OFFERS)("%s", (line, words, others) => {
    const prefix = / (--[\w-]+=)\S*$/.exec(line)?.[1] ?? ""
    const id = line.endsWith("user/root=o") ? "user/root=" : ""
    const offered = offeredByFish(line)
    expect(offered).toEqual(expect.arrayContaining(words.map((word) => prefix + id + word)))
    for (const other of others) expect(offered).not.toContain(prefix + id + other)
  })

  test.each(NOTHING)("%s", (line) => {
    expect(offeredByFish(line).filter((word) => word.startsWith("-") || word === "audit")).toEqual([])
  })

  test("files are offered where files fit", () => {
    expect(offeredByFish("plimsoll sh")).toEqual(expect.arrayContaining(["shop.tar"]))
    expect(offeredByFish("plimsoll layers sh")).toEqual(["shop two.tar", "shop.tar"])
    expect(offeredByFish("plimsoll --config no")).toEqual(["notes.txt"])
    expect(offeredByFish("plimsoll --fail-on sh")).toEqual([])
  })
})

/** Types into a zsh at a terminal, and reads the line that it makes of it. */
function completedByZsh(line: string): string {
  const run = `
    zmodload zsh/zpty
    zpty z 'TERM=dumb PS1="" zsh -f -i'
    zpty -w z 'cd ${folder}; autoload -U compinit; compinit -u -D; source ${script("zsh")}; unsetopt zle_bracketed_paste; plimsoll() { print -r -- "<$*>" }; print READY'
    zpty -r -m z line '*READY*READY*'
    zpty -w -n z $'${line}\\t\\n'
    zpty -r -m z line '*<*>*'
    print -r -- $line
  `
  const out = spawnSync("zsh", ["-f", "-c", run], { encoding: "utf8", timeout: 20_000 }).stdout
  return /<([^<>]*)>/.exec(out)?.[1] ?? out
}

describe.skipIf(!isThere("zsh"))("zsh (skipped where it is not installed)", () => {
  test.each([
    ["plimsoll lay", "layers"],
    ["plimsoll --fail-on hi", "--fail-on high"],
    ["plimsoll --fail-on=hi", "--fail-on=high"],
    ["plimsoll --rule policy/ag", "--rule policy/age"],
    ["plimsoll --rule user/root=of", "--rule user/root=off"],
    ["plimsoll --rule=user/root=of", "--rule=user/root=off"],
    ["plimsoll --format js", "--format json"],
    ["plimsoll -f sar", "-f sarif"],
    ["plimsoll -f json=no", "-f json=notes.txt"],
    ["plimsoll merge --allow", "merge --allow-missing"],
    ["plimsoll --format json=no", "--format json=notes.txt"],
    ["plimsoll audit --own", "audit --own-layers-only"],
    ["plimsoll rules policy/ag", "rules policy/age"],
    ["plimsoll completion fi", "completion fish"],
    ["plimsoll --config not", "--config notes.txt"],
    ["plimsoll layers not", "layers notes.txt"],
    ["plimsoll layers --fail-o", "layers --fail-o"],
  ])("%s", (line, completed) => {
    expect(completedByZsh(line).trim()).toBe(completed)
  })
})

test.each(SHELLS.filter(isThere))("%s takes the script without a complaint", (shell) => {
  const { status, stderr } = spawnSync(shell, ["-n", script(shell)], { encoding: "utf8" })
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" })
})

test.each([
  [["completion"], "plimsoll: plimsoll completion needs the name of a shell. Choose from bash, zsh, fish.\n"],
  [["completion", "tcsh"], "plimsoll: There is no completion for tcsh. Choose from bash, zsh, fish.\n"],
])("%j is told what there is", async (args, stderr) => {
  expect(await plimsoll(args)).toEqual({ code: 2, stdout: "", stderr })
})

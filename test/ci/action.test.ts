import { spawnSync } from "node:child_process"
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { parse } from "yaml"
import manifest from "../../package.json" with { type: "json" }
import { BROKEN, FAILS, PASSES } from "../cli/world.ts"

const ROOT = fileURLToPath(new URL("../..", import.meta.url))
const ACTION = join(ROOT, ".github/actions/audit/action.yml")
const ACTIONS = [ACTION, join(ROOT, ".github/actions/comment/action.yml")]
const PROGRAM = join(ROOT, "dist/bin.js")

interface Step {
  readonly id?: string
  readonly if?: string
  readonly shell?: string
  readonly run?: string
  readonly env?: Readonly<Record<string, string>>
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string; readonly required?: boolean }>>
  readonly outputs?: Readonly<Record<string, { readonly value: string }>>
  readonly runs: { readonly using: string; readonly steps: readonly Step[] }
}

const read = (file: string): Action => parse(readFileSync(file, "utf8")) as Action
const expressionsIn = (value: unknown): string[] =>
  [...JSON.stringify(value).matchAll(/\$\{\{(.*?)\}\}/g)].map(([, text = ""]) => text)

describe.each(ACTIONS)("%s", (file) => {
  const { inputs, outputs = {}, runs } = read(file)

  test("is composite, and puts no value into the text of a script", () => {
    expect(runs.using).toBe("composite")
    expect(runs.steps.length).toBeGreaterThan(0)
    for (const { run, shell } of runs.steps) {
      expect(shell).toBe("bash")
      expect(run).not.toContain("${{")
    }
  })

  test("uses every input that it has, and no other", () => {
    const used = expressionsIn(runs).flatMap((text) =>
      [...text.matchAll(/inputs\.([\w-]+)/g)].map(([, name = ""]) => name),
    )
    expect([...new Set(used)].toSorted()).toEqual(Object.keys(inputs).toSorted())
  })

  test("takes every output from a step that tells it, and runs files that are there", () => {
    const scripts = new Map<string | undefined, string>()
    for (const { id, run = "" } of runs.steps) {
      const [, path = ""] = /^node "\$GITHUB_ACTION_PATH\/([\w./-]+)"$/.exec(run) ?? []
      const script = join(dirname(file), path)
      expect(existsSync(script)).toBe(true)
      scripts.set(id, readFileSync(script, "utf8"))
    }
    for (const [name, { value }] of Object.entries(outputs)) {
      const [, step, output] = /^\$\{\{ steps\.(\w+)\.outputs\.([\w-]+) \}\}$/.exec(value) ?? []
      expect(output).toBe(name)
      expect(scripts.get(step)).toMatch(new RegExp(`\\b${name}\\b`))
    }
  })
})

test("fetches the version that it is published with", () => {
  expect(read(ACTION).inputs["version"]?.default).toBe(manifest.version)
})

/** Reads outputs as GitHub's runner does. */
function outputsIn(text: string): Record<string, string> {
  const outputs: Record<string, string> = {}
  const lines = text.split("\n")
  for (let at = 0; at < lines.length && lines[at] !== ""; at++) {
    const [name = "", end] = lines[at]!.split("<<")
    const last = lines.indexOf(end ?? "", at + 1)
    if (end === undefined || last === -1) throw new Error(`no output: ${lines[at]}`)
    outputs[name] = lines.slice(at + 1, last).join("\n")
    at = last
  }
  return outputs
}

describe("a run", () => {
  let folder = ""
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "plimsoll-test-"))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  /** Runs the step of the action as a runner would: the script in bash, inputs in the variables that it names. */
  function run(given: Readonly<Record<string, string>>, cwd = ROOT, env: Readonly<Record<string, string>> = {}) {
    const { inputs, runs } = read(ACTION)
    const [step] = runs.steps
    const values: Record<string, string> = { program: PROGRAM, ...given }
    const variables = Object.entries(step?.env ?? {}).map(([name, value]) => {
      const [, input = ""] = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(value) ?? []
      return [name, values[input] ?? inputs[input]?.default ?? ""]
    })
    const output = join(folder, "output")
    writeFileSync(output, "")
    const { status, stdout, stderr } = spawnSync("bash", ["-eo", "pipefail", "-c", step?.run ?? ""], {
      cwd,
      encoding: "utf8",
      env: {
        PATH: process.env["PATH"],
        GITHUB_ACTION_PATH: dirname(ACTION),
        GITHUB_OUTPUT: output,
        RUNNER_TEMP: folder,
        ...Object.fromEntries(variables),
        ...env,
      },
    })
    return { status, stdout, stderr, outputs: outputsIn(readFileSync(output, "utf8")) }
  }

  test.each([
    [PASSES, 0, "pass"],
    [FAILS, 1, "fail"],
    [BROKEN, 2, "error"],
    ["fixtures/none.tar", 2, "error"],
  ])("of %s ends in %d and says %s", (image, code, result) => {
    const { status, outputs, stdout } = run({ image })
    expect([status, outputs["result"]]).toEqual([code, result])
    expect(stdout).toMatch(/^(PASS|FAIL|INCOMPLETE) {2}/m)
  })

  test("tells what was measured, and where the reports are", () => {
    const { outputs } = run({ image: "fixtures/cart-1.5.0.tar.gz", compare: "fixtures/cart-1.4.2.tar.gz" })
    const report = JSON.parse(readFileSync(outputs["report-json"] ?? "", "utf8"))
    const [{ size, comparison }] = report.images
    expect(Number(outputs["size"])).toBe(size.filesystem)
    expect(Number(outputs["size-delta"])).toBe(comparison.size.filesystem.after - comparison.size.filesystem.before)
    expect(Number(outputs["findings"])).toBe(1)
    expect(JSON.parse(readFileSync(outputs["sarif"] ?? "", "utf8"))).toHaveProperty("runs")
    expect(readFileSync(outputs["markdown"] ?? "", "utf8")).toMatch(/^<!-- plimsoll/)
  })

  test("takes several archives and further reports, one a line", () => {
    const csv = join(folder, "a b.csv")
    const { outputs } = run({ image: `${PASSES}\n\n  ${FAILS}\r\n`, formats: `csv=${csv}\n`, "fail-on": "none" })
    expect(outputs["result"]).toBe("pass")
    expect(JSON.parse(readFileSync(outputs["report-json"] ?? "", "utf8")).inputs).toHaveLength(2)
    expect(existsSync(csv)).toBe(true)
  })

  test("runs nothing that lies in the checkout in place of what it fetches, and asks no registry named there", () => {
    const checkout = join(folder, "checkout")
    const sly = join(checkout, "node_modules/plimsoll")
    mkdirSync(sly, { recursive: true })
    const bin = { plimsoll: "sly.js" }
    writeFileSync(join(sly, "package.json"), JSON.stringify({ name: "plimsoll", version: manifest.version, bin }))
    writeFileSync(join(sly, "sly.js"), `#!/usr/bin/env node\nconsole.log("sly")\n`, { mode: 0o755 })
    mkdirSync(join(checkout, "node_modules/.bin"))
    for (const name of ["plimsoll", "node", "npm"])
      symlinkSync("../plimsoll/sly.js", join(checkout, "node_modules/.bin", name))
    writeFileSync(join(checkout, "package.json"), JSON.stringify({ dependencies: { plimsoll: manifest.version } }))
    writeFileSync(join(checkout, ".npmrc"), "registry=http://127.0.0.1:9/sly/\n")
    const config = join(folder, "npmrc")
    writeFileSync(config, "registry=http://127.0.0.1:9/ours/\nfetch-retries=0\n")
    const npm = { HOME: folder, npm_config_globalconfig: config, npm_config_userconfig: join(folder, "none") }
    const { status, stdout, stderr, outputs } = run({ image: PASSES, program: "" }, checkout, npm)
    expect(stdout).toBe("")
    expect(stderr).toContain("/ours/plimsoll")
    expect(stderr).not.toContain("/sly/")
    expect([status, outputs["result"]]).toEqual([2, "error"])
  })

  test("passes nothing that left no report", () => {
    const program = join(folder, "nothing.mjs")
    writeFileSync(program, "")
    const { status, outputs } = run({ image: PASSES, program })
    expect([status, outputs["result"]]).toEqual([2, "error"])
  })

  test.each([
    ['"; touch MARK; "'],
    ["$(touch MARK)"],
    ["`touch MARK`"],
    ["--config=MARK"],
    ["-"],
    ["x\nresult=pass"],
    ["'\n::set-output name=result::pass"],
  ])("obeys nothing of %j in any input", (hostile) => {
    const mark = join(folder, "mark")
    const sly = hostile.replaceAll("MARK", mark)
    const texts = ["image", "config", "baseline", "compare", "fail-on", "formats", "sarif-location"]
    const all = Object.fromEntries(texts.map((name) => [name, sly]))
    for (const given of [all, { image: sly }, { image: PASSES, program: "", version: sly }]) {
      const { status, outputs } = run(given)
      expect([status, outputs["result"]]).toEqual([2, "error"])
      expect(existsSync(mark)).toBe(false)
    }
  })
})

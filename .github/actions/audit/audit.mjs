// Runs plimsoll as the inputs say, and tells the outputs what came of it. Needs Node and nothing else.
import { spawnSync } from "node:child_process"
import { randomUUID } from "node:crypto"
import { appendFileSync, existsSync, mkdtempSync, readFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

const { env } = process
const given = (name) => (env[`AUDIT_${name}`] ?? "").trim()
const lines = (name) =>
  given(name)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "")

const folder = mkdtempSync(join(env.RUNNER_TEMP || tmpdir(), "plimsoll-"))
const REPORTS = {
  "report-json": ["json", join(folder, "report.json")],
  sarif: ["sarif", join(folder, "plimsoll.sarif")],
  markdown: ["markdown", join(folder, "comment.md")],
}

const VALUES = {
  "--config": "CONFIG",
  "--baseline": "BASELINE",
  "--compare": "COMPARE",
  "--fail-on": "FAIL_ON",
  "--sarif-location": "SARIF_LOCATION",
}

/** Values are joined to their options, and names of archives follow `--`: neither can be an option itself. */
const args = [
  "audit",
  "--format=github",
  ...Object.values(REPORTS).map(([name, file]) => `--format=${name}=${file}`),
  ...lines("FORMATS").map((format) => `--format=${format}`),
  ...Object.entries(VALUES).flatMap(([flag, name]) => (given(name) === "" ? [] : [`${flag}=${given(name)}`])),
  "--",
  ...lines("IMAGE"),
]

/** A version as npm takes it, and nothing else that npm would fetch. */
const VERSION = /^(?:latest|\d+(?:\.\d+){0,2}(?:-[0-9A-Za-z.-]+)?)$/

const node = (program) => spawnSync(process.execPath, [program, ...args], { stdio: "inherit" })

/**
 * Fetched into a folder of our own and started by its path: npx runs what lies in `node_modules` of a checkout before
 * it fetches anything, asks the registry that a `.npmrc` there names, and finds a program called `node` there. All of
 * that is the pull request's.
 */
function run() {
  if (given("PROGRAM") !== "") return node(given("PROGRAM"))
  if (!VERSION.test(given("VERSION"))) {
    process.stdout.write("::error title=plimsoll::The input version is no version, such as 1.2.3.\n")
    return { status: 2 }
  }
  const install = ["install", `--prefix=${folder}`, "--no-save", "--ignore-scripts", "--no-audit", "--no-fund"]
  const fetched = spawnSync("npm", [...install, `plimsoll@${given("VERSION")}`], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
  })
  return fetched.status === 0 ? node(join(folder, "node_modules/plimsoll/dist/bin.js")) : { ...fetched, status: 2 }
}

/** An output by heredoc with an end that nobody can know: a value can't end it and begin another. */
function tell(name, value) {
  const end = randomUUID()
  if (env.GITHUB_OUTPUT) appendFileSync(env.GITHUB_OUTPUT, `${name}<<${end}\n${value}\n${end}\n`)
}

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0)

/** What the outputs say of a report; numbers alone, for text of an image may be anything. */
function measured({ images }) {
  const compared = images.flatMap(({ comparison }) => (comparison?.with ? [comparison.size.filesystem] : []))
  return {
    findings: sum(images.map(({ findings }) => findings.filter(({ status }) => status === "new").length)),
    size: sum(images.map(({ size }) => size.filesystem)),
    "size-delta": compared.length === 0 ? "" : sum(compared.map(({ before, after }) => after - before)),
  }
}

const { status, error } = run()
if (error) process.stdout.write(`::error title=plimsoll::It can't be started: ${error.code ?? "unknown"}\n`)
const [, json] = REPORTS["report-json"]
// What ends well and leaves no report audited nothing.
const isTold = existsSync(json)
tell("result", (isTold && { 0: "pass", 1: "fail" }[status]) || "error")
for (const [output, [, file]] of Object.entries(REPORTS)) if (existsSync(file)) tell(output, file)
if (isTold)
  for (const [name, value] of Object.entries(measured(JSON.parse(readFileSync(json, "utf8"))))) tell(name, value)
process.exitCode = isTold ? (status ?? 2) : status || 2

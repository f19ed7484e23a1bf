#!/usr/bin/env node
import { isatty } from "node:tty"

// 2 until the audit says otherwise: no crash, stall or lost promise can pass.
process.exitCode = 2

const { argv, env, stdout, stderr } = process
// Not process.stdin: to look at it opens it, and whoever reads the archive wants it untouched.
const world = { argv, env, cwd: workingDirectory(), stdin: { isTTY: isatty(0) }, stdout, stderr }
/** Null where it was removed beneath us. */
function workingDirectory(): string | null {
  try {
    return process.cwd()
  } catch {
    return null
  }
}
let lastWords = ""
// Not a static import: were a file of the package missing, Node would end with 1, which means findings.
const program = Promise.all([import("./cli/index.ts"), import("./version.ts")])

process.once("exit", () => void (lastWords === "" || stderr.write(lastWords)))
process.on("uncaughtException", (error) => {
  lastWords = ""
  void program
    .then(([{ tell }]) => tell(error, world))
    .catch(() => stderr.write(`plimsoll: ${error.message}\n`))
    .finally(() => process.exit(2))
})
void program.then(async ([{ run, SENTENCES }, { VERSION }]) => {
  lastWords = `plimsoll: ${SENTENCES.neverEnded()}\n`
  process.exitCode = await run({ ...world, version: VERSION })
  lastWords = ""
})

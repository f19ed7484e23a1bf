#!/usr/bin/env node
import { isatty } from "node:tty"
import { run, SENTENCES, tell, type World } from "./cli/index.ts"
import { VERSION } from "./version.ts"

const { argv, env, stdout, stderr } = process
// Not process.stdin: to look at it opens it, and whoever reads the archive wants it untouched.
const world: World = { argv, env, stdin: { isTTY: isatty(0) }, stdout, stderr, version: VERSION }

// 2 until the audit says otherwise: no crash, stall or lost promise can pass.
process.exitCode = 2
let ended = false
process.once("exit", () => {
  if (!ended) stderr.write(`plimsoll: ${SENTENCES.neverEnded()}\n`)
})
process.on("uncaughtException", (error) => {
  ended = true
  void tell(error, world).finally(() => process.exit(2))
})
void run(world).then((code) => {
  ended = true
  process.exitCode = code
})

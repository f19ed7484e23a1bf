import { closeSync, constants, fstatSync, openSync, writeSync } from "node:fs"
import { PlimsollError, type Report } from "../model/index.ts"
import { render } from "../render.ts"
import type { Look } from "../reports/index.ts"
import type { Wanted } from "./formats.ts"
import { SENTENCES } from "./sentences.ts"
import { LOOK_IN_FILE } from "./terminal.ts"
import type { World } from "./world.ts"

/** GitHub drops the summary of a step that is larger, whatever other programs wrote of it. */
const MOST = 1024 * 1024
/** Never a link or a pipe: whoever sets the variable may name what others read. */
const { O_APPEND, O_CREAT, O_NOFOLLOW, O_NONBLOCK, O_WRONLY } = constants
const FLAGS = O_WRONLY | O_APPEND | O_CREAT | (O_NOFOLLOW ?? 0) | (O_NONBLOCK ?? 0)

const CUT = "\n\nThe rest has no room in this summary.\n"

/**
 * The summary of a job of GitHub Actions: where `--format github` is asked for, to standard output or to a file, and
 * `GITHUB_STEP_SUMMARY` names a file, the Markdown report is put at its end. What others wrote stays, and both together
 * stay within 1 MiB, else the end of ours is cut at a line. A summary that can't be written is a report that can't be
 * written: a `PlimsollError`, and exit code 2.
 */
export async function appendStepSummary(
  report: Report,
  wanted: readonly Wanted[],
  look: Look,
  { env }: Pick<World, "env">,
): Promise<void> {
  const { GITHUB_STEP_SUMMARY: file = "" } = env
  if (file === "" || !wanted.some(({ name }) => name === "github")) return
  const text = await render("markdown", report, { ...look, ...LOOK_IN_FILE, file: null })
  try {
    append(file, text)
  } catch (error) {
    throw new PlimsollError(SENTENCES.noSummary(file, error instanceof Error ? error.message : String(error)))
  }
}

function append(file: string, text: string): void {
  const opened = openSync(file, FLAGS, 0o644)
  try {
    const stat = fstatSync(opened)
    if (!stat.isFile()) throw new Error("it is no regular file")
    // What others wrote may end within a line.
    const fitting = within(stat.size === 0 ? text : `\n\n${text}`, MOST - stat.size)
    let written = 0
    while (written < fitting.length) written += writeSync(opened, fitting, written)
  } finally {
    closeSync(opened)
  }
}

function within(text: string, room: number): Buffer {
  const bytes = Buffer.from(text)
  if (bytes.length <= room) return bytes
  const end = bytes.lastIndexOf("\n", Math.max(0, room - Buffer.byteLength(CUT)))
  return end <= 0 ? Buffer.alloc(0) : Buffer.concat([bytes.subarray(0, end), Buffer.from(CUT)])
}

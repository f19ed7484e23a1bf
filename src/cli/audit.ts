import { PlimsollError } from "../model/index.ts"
import type { Report } from "../model/index.ts"
import { REPORTS } from "../reports/index.ts"
import type { Look } from "../reports/index.ts"
import { writeFiles } from "./files.ts"
import { wantedReports } from "./formats.ts"
import type { Wanted } from "./formats.ts"
import { shortHelp } from "./help.ts"
import type { RawOptions } from "./options.ts"
import { prepareAudit } from "./prepare.ts"
import { progressFor } from "./progress.ts"
import { SENTENCES } from "./sentences.ts"
import { allOf } from "./settings.ts"
import { LOOK_IN_FILE, lookAt } from "./terminal.ts"
import { say } from "./world.ts"
import type { World } from "./world.ts"
import { writeReport } from "./write-report.ts"

/** Codes of the contract. 0 only for what was read whole. */
const CODES = { pass: 0, fail: 1, incomplete: 2 } as const satisfies Record<Report["verdict"], number>

/** `plimsoll audit`. */
export async function auditCommand(inputs: readonly string[], raw: RawOptions, world: World): Promise<number> {
  if (inputs.length === 0) {
    await say(world, shortHelp().trimEnd())
    return 2
  }
  checkStdin(inputs, world)
  const { options, rethrow } = await prepareAudit(raw, world)
  const wanted = wantedReports(allOf(raw, "format"))
  const progress = progressFor(world, raw)
  const started = performance.now()
  const { audit } = await import("../audit.ts")
  const report = await audit(inputs, { ...options, ...progress.options })
    .finally(progress.end)
    .catch(rethrow)
  await deliver(report, wanted, { ...lookAt(world, raw), elapsedMs: performance.now() - started }, world)
  return CODES[report.verdict]
}

/** Standard input has to be an archive, and can be read once. */
export function checkStdin(inputs: readonly string[], world: World): void {
  const dashes = inputs.filter((input) => input === "-").length
  if (dashes > 1) throw new PlimsollError(SENTENCES.stdinTwice())
  if (dashes === 1 && world.stdin.isTTY) throw new PlimsollError(SENTENCES.stdinIsTerminal())
}

/** Files first: a reader of standard output that goes away must not cost anybody a file. */
async function deliver(report: Report, wanted: readonly Wanted[], look: Look, world: World): Promise<void> {
  const texts = wanted.map(({ name, file }) => ({
    file,
    text: REPORTS[name](report, file === null ? look : { ...look, ...LOOK_IN_FILE }),
  }))
  const files = texts.flatMap(({ file, text }): [string, string][] => (file === null ? [] : [[file, text]]))
  if (files.length > 0) await writeFiles(files)
  for (const { file, text } of texts) if (file === null) await writeReport(world, text)
}

import type { AuditOptions } from "../audit/index.ts"
import { PlimsollError } from "../model/index.ts"
import type { Report } from "../model/index.ts"
import { settled } from "../reports/index.ts"
import { filesOf, needsFiles, wantedReports } from "./formats.ts"
import { shortHelp } from "./help.ts"
import type { RawOptions } from "./options.ts"
import { conclude } from "./outcome.ts"
import { checkApart } from "./places.ts"
import { prepareAudit } from "./prepare.ts"
import { progressFor } from "./progress.ts"
import { SENTENCES } from "./sentences.ts"
import { allOf, textOf } from "./settings.ts"
import { inputsOf } from "./shares.ts"
import { lookAt } from "./terminal.ts"
import { say } from "./world.ts"
import type { World } from "./world.ts"

/** `plimsoll audit`. */
export async function auditCommand(inputs: readonly string[], raw: RawOptions, world: World): Promise<number> {
  if (inputs.length === 0) {
    await say(world, shortHelp().trimEnd())
    return 2
  }
  const old = textOf(raw, "compare")
  const onlyNew = raw["onlyNew"] === true
  if (onlyNew && old === null) throw new PlimsollError(SENTENCES.onlyNewOfWhat())
  return auditAndTell(inputs, { old, onlyNew }, raw, world)
}

/** What images are compared with. */
interface Against {
  /** An archive or a saved report; null for nothing. */
  readonly old: string | null
  /** True where what it has too does not fail. */
  readonly onlyNew: boolean
  /** True where the comparison is what was asked for; then an input may be a saved report too. */
  readonly isDiff?: boolean
}

/** Audits inputs, writes what was asked for, and resolves to the exit code. */
export async function auditAndTell(
  inputs: readonly string[],
  { old, onlyNew, isDiff = false }: Against,
  raw: RawOptions,
  world: World,
): Promise<number> {
  checkStdin([...inputs, ...(old === null ? [] : [old])], world)
  const wanted = wantedReports(allOf(raw, "format"))
  checkApart(filesOf(wanted), [...inputs, ...(old === null ? [] : [old])])
  const look = lookAt(world, raw)
  const { options, rethrow } = await prepareAudit(raw, world)
  const savedOld = old === null ? null : await savedAt(old)
  const saved = isDiff ? await savedAt(inputs[0] ?? "") : null
  const progress = progressFor(world, raw)
  const started = performance.now()
  const audits = await import("../audit/index.ts")
  const run = async (): Promise<Report> => {
    const asked = { ...options, ...progress.options, files: options.files === true || needsFiles(wanted) }
    const compare = old === null ? undefined : (savedOld ?? (await audits.audit([old], ofOld(asked))))
    const compared = { ...asked, isDiff, ...(compare === undefined ? {} : { compare, onlyNew }) }
    return saved === null ? audits.audit(inputsOf(inputs, options.shard), compared) : audits.auditSaved(saved, compared)
  }
  const report = await run().finally(progress.end).catch(rethrow)
  const shown = { ...look, isWithoutFiles: options.files !== true, elapsedMs: performance.now() - started }
  return conclude(settled(report), wanted, shown, raw, world)
}

const savedAt = async (path: string): Promise<Report | null> => (await import("./saved.ts")).readSaved(path)

/** All of it: a name is that of the new image, and a finding that is not shown would seem new. */
const ofOld = ({ shard: _share, ...options }: AuditOptions): AuditOptions => ({
  ...options,
  images: [],
  severity: "info",
  files: false,
})

/** Standard input has to be an archive, and can be read once. */
export function checkStdin(inputs: readonly string[], world: World): void {
  const dashes = inputs.filter((input) => input === "-").length
  if (dashes > 1) throw new PlimsollError(SENTENCES.stdinTwice())
  if (dashes === 1 && world.stdin.isTTY) throw new PlimsollError(SENTENCES.stdinIsTerminal())
}

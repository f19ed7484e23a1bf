import { PlimsollError, type Baseline, type Report } from "../model/index.ts"
import type { Because } from "../policy/index.ts"
import { term } from "../reports/index.ts"
import { checkStdin } from "./audit.ts"
import { recorded, tightened, withGrowth, type Changed } from "./baseline-changes.ts"
import { BASELINE_FILE, parseBaseline, textOfBaseline } from "./baseline-file.ts"
import { writeFiles } from "./files.ts"
import type { RawOptions } from "./options.ts"
import { prepareAudit } from "./prepare.ts"
import { progressFor } from "./progress.ts"
import { SENTENCES } from "./sentences.ts"
import { textOf } from "./settings.ts"
import { dayOf } from "./values.ts"
import { say } from "./world.ts"
import type { World } from "./world.ts"
import { writeReport } from "./write-report.ts"

/** A baseline file as it is; null where there is none. */
interface Existing {
  readonly text: string
  readonly baseline: Baseline
}

/** `plimsoll baseline`: writes what is known of images, or tightens it. */
export async function baselineCommand(inputs: readonly string[], raw: RawOptions, world: World): Promise<number> {
  if (inputs.length === 0) throw new PlimsollError(SENTENCES.needsInput("baseline"))
  checkStdin(inputs, world)
  const how = howOf(raw)
  const because = becauseOf(raw, how)
  const { options, baselineFile, rethrow } = await prepareAudit(raw, world, { baseline: "named" })
  const today = (options.today ?? new Date()).toISOString().slice(0, 10)
  if (because.expires !== undefined && because.expires < today)
    throw new PlimsollError(SENTENCES.hasPassed("--expires", because.expires))
  const file = textOf(raw, "output") ?? baselineFile ?? BASELINE_FILE
  const existing = await existingIn(file)
  if (how !== "record" && existing === null)
    throw new PlimsollError(how === "ratchet" ? SENTENCES.noRatchet(file) : SENTENCES.noGrowthIn(file))
  const progress = progressFor(world, raw)
  const { audit } = await import("../audit/index.ts")
  const report = await audit(inputs, {
    ...options,
    ...(existing === null ? {} : { baseline: existing.baseline, baselineFile: file }),
    ...progress.options,
  })
    .finally(progress.end)
    .catch(rethrow)
  if (report.verdict === "incomplete") return refuse(report, file, world)
  const before = existing?.baseline ?? { images: [] }
  const changes: Readonly<Record<How, () => Changed>> = {
    record: () => recorded(before, report, today, because),
    ratchet: () => tightened(before, report, today, options.contents !== false),
    growth: () => withGrowth(before, report, today, because, file),
  }
  const { baseline, lines, notes } = changes[how]()
  const { baselineText } = await import("../settings/index.ts")
  const text = baselineText(baseline)
  // Where there is nothing to do, it stays as somebody wrote it.
  const isChanged = how === "record" ? text !== existing?.text : lines.length > 0
  if (isChanged) await writeFiles([[file, text]])
  const head = isChanged ? SENTENCES.wrote(file, how) : SENTENCES.stays(file, how)
  const hint = existing === null && file !== baselineFile ? [SENTENCES.useBaseline(file)] : []
  await writeReport(world, `${[head, ...lines, ...notes, ...hint].map(term).join("\n")}\n`)
  return 0
}

/** What becomes of the file: written anew, tightened, or growth accepted in it. */
type How = "record" | "ratchet" | "growth"

function howOf(raw: RawOptions): How {
  if (raw["acceptGrowth"] !== true) return raw["ratchet"] === true ? "ratchet" : "record"
  if (raw["ratchet"] === true) throw new PlimsollError(SENTENCES.notBoth("--ratchet", "--accept-growth"))
  if (textOf(raw, "reason") === null) throw new PlimsollError(SENTENCES.needsReason())
  return "growth"
}

/** Throws for options that say nothing of a ratchet, and for a day that is none. */
function becauseOf(raw: RawOptions, how: How): Because {
  const reason = textOf(raw, "reason")
  const owner = textOf(raw, "owner")
  const expires = textOf(raw, "expires")
  for (const [flag, value] of [
    ["--reason", reason],
    ["--owner", owner],
    ["--expires", expires],
  ] as const) {
    if (value === null) continue
    if (how === "ratchet") throw new PlimsollError(SENTENCES.ratchetAcceptsNothing(flag))
    if (value.trim() === "") throw new PlimsollError(SENTENCES.noText(flag))
  }
  if (expires !== null) dayOf("--expires", expires)
  return {
    reason: reason ?? "known when the baseline was written",
    ...(owner === null ? {} : { owner }),
    ...(expires === null ? {} : { expires }),
  }
}

/** Null where there is no file yet. Throws a `PlimsollError` for one that can't be read: it is not written over. */
async function existingIn(file: string): Promise<Existing | null> {
  const { existsSync } = await import("node:fs")
  if (!existsSync(file)) return null
  const text = textOfBaseline(file)
  return { text, baseline: await parseBaseline(file, text) }
}

/** A baseline of what was not read whole would accept what nobody saw. */
async function refuse({ failures }: Report, file: string, world: World): Promise<number> {
  const reasons = failures.filter(({ kind }) => kind === "input").map(({ message }) => message)
  await say(world, `plimsoll: ${term(SENTENCES.notWhole(file))}`)
  for (const reason of reasons) await say(world, `plimsoll: ${term(reason)}`)
  return 2
}

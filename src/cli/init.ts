import { lstatSync } from "node:fs"
import { basename, dirname, join } from "node:path"
import { PlimsollError, type Report } from "../model/index.ts"
import { PROFILES } from "../rules/index.ts"
import { term } from "../reports/index.ts"
import { checkStdin } from "./audit.ts"
import { SETTINGS_FILES } from "./discover.ts"
import { writeFiles } from "./files.ts"
import type { RawOptions } from "./options.ts"
import { progressFor } from "./progress.ts"
import { SENTENCES } from "./sentences.ts"
import { auditOptions, textOf } from "./settings.ts"
import { starter, STARTER_BUDGETS } from "./starter.ts"
import { say } from "./world.ts"
import type { World } from "./world.ts"
import { writeReport } from "./write-report.ts"

const [DEFAULT_FILE = ""] = SETTINGS_FILES

/** `plimsoll init`: a settings file to begin with. Throws a `PlimsollError` where one is there already, and for an image that can't be read whole. */
export async function initCommand([input]: readonly string[], raw: RawOptions, world: World): Promise<number> {
  const file = textOf(raw, "output") ?? DEFAULT_FILE
  // Before an image is read for a minute.
  if (file !== "-") checkFree(file)
  const report = input === undefined ? { images: [] } : await measure(input, raw, world)
  const text = starter(
    report,
    PROFILES.map(({ name }) => name),
    new Date(),
  )
  if (file === "-") {
    await writeReport(world, text)
    return 0
  }
  checkFree(file)
  await writeFiles([[file, text]])
  const next = ["plimsoll", input ?? "INPUT", ...(SETTINGS_FILES.includes(file) ? [] : ["--config", file])]
  await say(world, `plimsoll: ${term(SENTENCES.initDone(file, next.join(" ")))}`)
  return 0
}

/** Whatever stands there is somebody's work; so is what it would outrank. */
function checkFree(file: string): void {
  const own = SETTINGS_FILES.includes(basename(file)) ? SETTINGS_FILES : []
  const there = [file, ...own.map((name) => join(dirname(file), name))].find(
    (path) => lstatSync(path, { throwIfNoEntry: false }) !== undefined,
  )
  if (there !== undefined) throw new PlimsollError(SENTENCES.notOverwritten(there))
}

/** What is in the images of an input, with their sizes as budgets. */
async function measure(input: string, raw: RawOptions, world: World): Promise<Report> {
  checkStdin([input], world)
  const options = await auditOptions(raw)
  const progress = progressFor(world, raw)
  const { audit } = await import("../audit/index.ts")
  const report = await audit([input], { ...options, ...progress.options, budgets: STARTER_BUDGETS }).finally(
    progress.end,
  )
  const [problem] = report.inputs.flatMap(({ problems }) => problems)
  if (report.verdict === "incomplete" || report.images.length === 0)
    throw new PlimsollError(SENTENCES.initUnread(input, problem?.message ?? "it holds no image"))
  return report
}

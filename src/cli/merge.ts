import { isAtLeast, PlimsollError, SEVERITIES, type Problem, type Report, type Severity } from "../model/index.ts"
import { checkStdin } from "./audit.ts"
import { filesOf, wantedReports } from "./formats.ts"
import type { RawOptions } from "./options.ts"
import { conclude } from "./outcome.ts"
import { checkApart } from "./places.ts"
import { readReport } from "./saved.ts"
import { SENTENCES } from "./sentences.ts"
import { allOf, textOf } from "./settings.ts"
import { lookAt } from "./terminal.ts"
import { choiceOf } from "./values.ts"
import type { World } from "./world.ts"

/** A saved report, and where it is. */
interface Saved {
  readonly file: string
  readonly report: Report
}

type FailOn = Severity | "none"

/** `plimsoll merge`: saved reports as one, with one verdict. */
export async function mergeCommand(files: readonly string[], raw: RawOptions, world: World): Promise<number> {
  checkStdin(files, world)
  const wanted = wantedReports(allOf(raw, "format"))
  checkApart(filesOf(wanted), files)
  const look = lookAt(world, raw)
  const given = textOf(raw, "failOn")
  const failOn = given === null ? null : choiceOf<FailOn>("--fail-on", given, [...SEVERITIES, "none"])
  const all: Saved[] = []
  for (const file of files) all.push({ file, report: await readReport(file, world.stdin) })
  checkVersions(all)
  const missing = missingShares(all)
  checkImages(all)
  if (failOn !== null && failOn !== "none") checkSeverities(all, failOn)
  if (missing !== null && raw["allowMissing"] !== true)
    throw new PlimsollError(SENTENCES.shardsMissing(missing.what, missing.isOne))
  if (all.every(({ report }) => report.inputs.length === 0)) throw new PlimsollError(SENTENCES.nothingToMerge())
  const { mergeReports } = await import("../audit/index.ts")
  const merged = mergeReports(
    all.map(({ report }) => report),
    {
      ...(failOn === null ? {} : { failOn }),
      ownLayersOnly: raw["ownLayersOnly"] === true,
      problems: missing === null ? [] : [missingProblem(missing)],
    },
  )
  return conclude(merged, wanted, look, raw, world)
}

/** Findings of two versions are no answers to one question. */
function checkVersions([first, ...rest]: readonly Saved[]): void {
  for (const { file, report } of rest)
    if (first !== undefined && report.tool.version !== first.report.tool.version)
      throw new PlimsollError(SENTENCES.otherVersion(file, report.tool.version, first.file, first.report.tool.version))
}

/** Throws for an image of one input in two reports. One name for two images is none: builds save to the same path. */
function checkImages(all: readonly Saved[]): void {
  const known = new Map<string, string>()
  for (const { file, report } of all) {
    const own = new Set(report.images.map(({ id, input }) => JSON.stringify([report.inputs[input]?.path, id])))
    for (const key of own) {
      const first = known.get(key)
      if (first !== undefined) throw new PlimsollError(SENTENCES.imageTwice(file, first, nameOf(key)))
      known.set(key, file)
    }
  }
}

const nameOf = (key: string): string => {
  const [path = "", id = ""]: string[] = JSON.parse(key)
  return `${path} (${id.slice(0, "sha256:".length + 12)})`
}

/** What a report leaves out may fail it now. */
function checkSeverities(all: readonly Saved[], failOn: Severity): void {
  for (const { file, report } of all)
    if (report.severity !== undefined && failOn !== report.severity && isAtLeast(report.severity, failOn))
      throw new PlimsollError(SENTENCES.hidesFailures(file, report.severity, failOn))
}

interface Missing {
  readonly what: string
  readonly isOne: boolean
}

/** Shares named in one sentence. */
const NAMED = 20

/** Which shares are not there; null where all are. Throws for two that are one, or of different runs. */
function missingShares(all: readonly Saved[]): Missing | null {
  const shares = all.flatMap(({ file, report }) => (report.shard === undefined ? [] : [{ file, ...report.shard }]))
  const [first] = shares
  if (first === undefined) return null
  const known = new Map<number, string>()
  for (const { file, index, count } of shares) {
    if (count !== first.count) throw new PlimsollError(SENTENCES.otherShards(file, count, first.file, first.count))
    const other = known.get(index)
    if (other !== undefined) throw new PlimsollError(SENTENCES.shardTwice(file, other, index, count))
    known.set(index, file)
  }
  const missing = Array.from({ length: first.count }, (_, at) => at + 1).filter((index) => !known.has(index))
  if (missing.length === 0) return null
  const isOne = missing.length === 1
  const more = missing.length > NAMED ? ` and ${missing.length - NAMED} more` : ""
  return { isOne, what: `Share${isOne ? "" : "s"} ${missing.slice(0, NAMED).join(", ")}${more} of ${first.count}` }
}

const missingProblem = ({ what, isOne }: Missing): Problem => ({
  code: "missing-share",
  message: `${what} ${isOne ? "is" : "are"} missing: nothing is known of the inputs in ${isOne ? "it" : "them"}`,
})

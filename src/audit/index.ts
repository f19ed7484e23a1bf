import { availableParallelism } from "node:os"
import { readArchive } from "../archive/index.ts"
import { compare, counterpartsOf } from "../comparison/index.ts"
import { mergeLayers } from "../filesystem/index.ts"
import {
  DEFAULT_LIMITS,
  isIncomplete,
  type Image,
  type Report,
  type ReportImage,
  type ReportInput,
} from "../model/index.ts"
import { createProber } from "../probes/index.ts"
import { RULES } from "../rules/index.ts"
import { createContentScanner } from "../secrets/index.ts"
import { checkImage, OS_RELEASE } from "./check-image.ts"
import { judged } from "./judged.ts"
import type { AuditOptions } from "./options.ts"
import { prepare, type Ready } from "./prepare.ts"
import { sortedProblems, toReported } from "./problems.ts"
import { redacted } from "./report-image.ts"

export type { AuditOptions } from "./options.ts"
export { mergeReports } from "./merge.ts"
export { auditSaved } from "./saved.ts"

/** One image with all that is known of it, and what the report says of it. */
export interface ReadImage {
  readonly image: Image
  readonly report: ReportImage
  /** Takes every secret out of what is shown of the image beside its report. */
  readonly clean: (text: string) => string
}

/**
 * Audits image archives: docker and OCI archives, plain or compressed, OCI layout folders, `-` for standard input.
 * Resolves to the report; what could not be read stands in it, with the verdict `incomplete`. Rejects with a
 * `SettingsError` for settings that can't be meant, else only for a bug.
 */
export async function audit(inputs: readonly string[], options: AuditOptions = {}): Promise<Report> {
  const ready = await prepare(options, inputs.length === 1 && options.shard === undefined)
  const reportInputs: ReportInput[] = []
  const images: ReportImage[] = []
  for (const path of inputs) {
    const read = await readImages(path, options, reportInputs.length, ready)
    reportInputs.push(read.input)
    images.push(...read.images.map(({ report }) => report))
  }
  // What is of no use here may be of use in another share.
  const isWhole = options.shard === undefined && reportInputs.every(({ complete }) => complete)
  // What may be about contents is not unused where nobody looked at them.
  const unused = options.contents === false ? [] : ready.acceptances.problems()
  const notes = isWhole ? [...unused, ...ready.policies.problems()] : []
  const [first] = reportInputs
  if (first !== undefined && notes.length > 0)
    reportInputs[0] = { ...first, problems: [...first.problems, ...notes.map(toReported)] }
  return judged(reportInputs, images, ready, options)
}

/** Reads one input and checks its images, without a verdict. `index` is the input's place in a report of several. */
export async function readImages(
  path: string,
  options: AuditOptions = {},
  index = 0,
  ready: Ready | null = null,
): Promise<{ readonly input: ReportInput; readonly images: readonly ReadImage[] }> {
  const { onProgress } = options
  const prepared = ready ?? (await prepare(options))
  const reading = await readArchive(path, {
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    jobs: options.jobs ?? availableParallelism(),
    images: options.images ?? [],
    platforms: options.platforms ?? [],
    captures: [...OS_RELEASE, ...RULES.flatMap((rule) => rule.reads ?? [])],
    merge: mergeLayers,
    inspector: options.contents === false ? null : () => createContentScanner(prepared.own),
    prober: createProber,
    inspectorSettings: options.settings?.secrets?.detectors ?? [],
    onProgress: onProgress === undefined ? null : (bytes, total) => onProgress({ bytes, total, input: path }),
  })
  const others = counterpartsOf(reading.images, [...prepared.unpaired], prepared.isOnlyInput)
  for (const other of others) if (other !== null) prepared.unpaired.delete(other)
  const checked = reading.images.map((image, position) =>
    checkImage(image, reading, prepared, options, { index, isFirst: position === 0, other: others[position] ?? null }),
  )
  const problems = [...reading.problems, ...checked.flatMap((image) => image.problems)]
  const clean = redacted(checked.flatMap(({ secrets }) => secrets))
  const input: ReportInput = {
    path,
    format: reading.format,
    compression: reading.compression,
    bytes: reading.bytes,
    role: "audited",
    complete: !problems.some(isIncomplete),
    problems: sortedProblems(problems).map(toReported),
  }
  const images = checked.map(({ image, report: plain }, position) => {
    const report = clean(plain)
    // Of what is clean: the other one is, and a secret on one side would be a difference.
    const comparison =
      options.compare === undefined ? {} : { comparison: clean(compare(others[position] ?? null, report)) }
    return { image, report: { ...report, ...comparison }, clean }
  })
  return { input: clean(input), images }
}

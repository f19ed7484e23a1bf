import { isAtLeast, type Problem, type Report, type ReportImage, type ReportInput } from "../model/index.ts"
import { unpairedImages } from "../comparison/index.ts"
import { judge } from "../policy/index.ts"
import { VERSION } from "../version.ts"
import type { AuditOptions } from "./options.ts"
import type { Ready } from "./prepare.ts"
import { withProblems } from "./problems.ts"
import { subjectOf } from "./held.ts"

/** The report of what was read and checked, with its verdict. */
export function judged(
  audited: readonly ReportInput[],
  images: readonly ReportImage[],
  ready: Ready,
  options: AuditOptions,
): Report {
  const { severity, settings, settingsFile, baselineFile, compare, shard } = options
  const all = [...audited, ...(compare === undefined ? [] : comparedInputs(compare, audited, images, options))]
  return {
    schemaVersion: "1",
    tool: { name: "plimsoll", version: VERSION },
    ...(options.timestamp === undefined ? {} : { generatedAt: options.timestamp.toISOString() }),
    ...(options.today === undefined ? {} : { today: ready.today }),
    ...(severity === undefined || severity === "info" ? {} : { severity }),
    ...(shard === undefined ? {} : { shard }),
    ...(options.isDiff === true ? { isDiff: true } : {}),
    inputs: all,
    settings: [
      ...(settingsFile === undefined ? [] : [{ kind: "config", path: settingsFile } as const]),
      ...(baselineFile === undefined ? [] : [{ kind: "baseline", path: baselineFile } as const]),
    ],
    images:
      severity === undefined
        ? images
        : images.map((image) => ({
            ...image,
            findings: image.findings.filter((finding) => isAtLeast(finding.severity, severity)),
          })),
    ...judge(all, images, {
      failOn: (image) => ready.policies.forImage(subjectOf(image)).failOn,
      mayBeEmpty: shard !== undefined,
      ownLayersOnly: options.ownLayersOnly ?? settings?.["own-layers-only"] ?? false,
    }),
  }
}

/** Inputs of the other audit, and what could not be compared. What its settings were to say of it is no matter of this one. */
function comparedInputs(
  { inputs: all, images: others }: Report,
  audited: readonly ReportInput[],
  images: readonly ReportImage[],
  { shard }: AuditOptions,
): ReportInput[] {
  const inputs = all.filter(({ role }) => role === "audited")
  // What was not read, or is in another share, may hold the counterpart.
  const isAll = shard === undefined && [...audited, ...inputs].every(({ complete }) => complete)
  const problems = isAll ? unpairedImages(images, others) : []
  return inputs.map((input, index) => {
    const told = index === 0 ? withProblems(input, problems) : input
    return { ...told, role: "compared", problems: told.problems.filter(({ code }) => !UNUSED.has(code)) }
  })
}

const UNUSED: ReadonlySet<string> = new Set<Problem["code"]>([
  "unused-ignore",
  "costly-ignore",
  "unused-acceptance",
  "unused-override",
  "slack-baseline",
])

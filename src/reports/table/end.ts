import { count, formatBytes, SEVERITIES, type Report, type ReportImage } from "../../model/index.ts"
import type { Pen } from "./pen.ts"
import { verdictLabel } from "./verdict.ts"

/** What stays in sight when all else has scrolled away: what was not looked at, who had a say, the verdict, the next step. */
export const endLines = (report: Report, pen: Pen): string[] => [
  ...unlistedLine(report, pen),
  ...unseenLines(report, pen),
  ...settingsLine(report, pen),
  readLine(report, pen),
  ...nextLine(report, pen),
]

const FILES = { config: "Settings", baseline: "Baseline" } as const

/** Files that had a say: nobody may have to guess why something passed. */
function settingsLine({ settings }: Report, pen: Pen): string[] {
  const told = settings.map(({ kind, path }) => `${FILES[kind]}: ${path}`).join(pen.dot)
  return told === "" ? [] : pen.sentence(told, pen.width)
}

/** Findings that nobody wanted to see: the verdict counts them. */
const unlistedLine = ({ severity }: Report, pen: Pen): string[] =>
  severity === undefined
    ? []
    : pen.sentence(`Findings milder than ${severity} are not listed, as --severity asked.`, pen.width)

/** What was not looked at for credentials, or found and not listed: an honest report says so. */
function unseenLines({ images }: Report, pen: Pen): string[] {
  const layers = images.flatMap((image) => image.layers)
  const sum = (pick: (layer: ReportImage["layers"][number]) => number): number =>
    layers.reduce((total, layer) => total + pick(layer), 0)
  const files = sum(({ unopened }) => unopened.files)
  const omitted = sum(({ secretsOmitted }) => secretsOmitted)
  return [
    ...(files === 0
      ? []
      : pen.sentence(
          `${count(files, "file")} (${formatBytes(sum(({ unopened }) => unopened.bytes))}) not searched wholly for credentials: packed in a way that is not read, damaged, too large, or left out by --no-contents.`,
          pen.width,
        )),
    ...(omitted === 0
      ? []
      : pen.sentence(
          `${count(omitted, "further credential")} were only counted: nobody reads so long a list.`,
          pen.width,
        )),
  ]
}

/** That everything was looked at, or how much of it; and the verdict again, for it may have scrolled away. */
function readLine({ images, inputs: all, verdict, shard }: Report, pen: Pen): string {
  const inputs = all.filter(({ role }) => role === "audited")
  const layers = images.flatMap((image) => image.layers)
  const bytes = inputs.reduce((sum, input) => sum + input.bytes, 0)
  const { elapsedMs, file = null } = pen.look
  // In a file the same report is the same text.
  const time = elapsedMs === undefined || file !== null ? "" : `, in ${(elapsedMs / 1000).toFixed(1)} s`
  const share = shard === undefined ? "" : ` in share ${shard.index} of ${shard.count}`
  const from = inputs.length === 1 && share === "" ? "" : ` of ${count(inputs.length, "input")}${share}`
  const read = layers.filter((layer) => layer.complete).length
  const told = `Read ${read} of ${count(layers.length, "layer")}${from}, ${formatBytes(bytes)}${time}`
  return `${pen.line(told, pen.width - "INCOMPLETE".length - 2)}: ${verdictLabel(verdict, pen)}`
}

/** What to do now, of a run that failed: where more is said of its worst reason. */
function nextLine({ verdict, failures }: Report, pen: Pen): string[] {
  if (verdict !== "fail") return []
  const worst = SEVERITIES.flatMap((one) => failures.find(({ severity }) => severity === one) ?? [])[0]
  const told =
    failures.some(({ kind }) => kind === "budget") || worst === undefined
      ? "add -f html=report.html, and see on one page where the bytes are"
      : `plimsoll rules ${worst.id} says why it matters and how it decides`
  return pen.sentence(`Next: ${told}.`, pen.width)
}

import { count, formatBytes, platformText } from "../../model/index.ts"
import type { Report, ReportImage } from "../../model/index.ts"
import { budgetsSection, isBroken } from "./budgets.ts"
import { columns } from "./columns.ts"
import { comparisonSection, differenceSections } from "./comparison.ts"
import { findingsSection } from "./findings.ts"
import { grid } from "./grid.ts"
import { layersSection } from "./layers.ts"
import type { Look } from "../look.ts"
import { penFor } from "./pen.ts"
import type { Pen } from "./pen.ts"
import { newFindings } from "../shared/severities.ts"
import { causeLines, noteLines, verdictLabel, verdictLine } from "./verdict.ts"
import { wasteSection } from "./waste.ts"

/**
 * The report for a person whose build just went red: the verdict, what decided it and the fix, then where the bytes
 * are. Pure text; no line is wider than `look.width`.
 */
export function table(report: Report, look: Look): string {
  const pen = penFor(look)
  const verdict = [verdictLine(report, pen), ...causeLines(report, pen)]
  if (look.quiet) return `${verdict.join("\n")}\n`
  const several = report.images.length > 1
  const isWhole = report.inputs.every(({ role, complete }) => role === "audited" || complete)
  const blocks = [
    verdict,
    ...report.images.flatMap((image) => [
      titleLines(image, pen),
      ...(look.isDiff ? [comparisonSection(image, isWhole, pen)] : []),
      ...(isBroken(image) ? [budgetsSection(image, pen)] : []),
      findingsSection(image, report.failures, pen),
      ...(isBroken(image) ? [] : [budgetsSection(image, pen)]),
      ...(look.isDiff
        ? differenceSections(image, pen)
        : [comparisonSection(image, isWhole, pen), layersSection(image, pen), wasteSection(image, pen)]),
    ]),
    several ? summarySection(report, pen) : [],
    report.images.length === 0
      ? []
      : [readLine(report, pen), ...unseenLines(report, pen), ...settingsLine(report, pen)],
    noteLines(report, pen),
  ]
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join("\n"))
    .join("\n\n")}\n`
}

const platformOf = ({ platform }: ReportImage): string => platformText(platform) || "unknown platform"

/** Of a digest, what tells images apart. */
const DIGEST = "sha256:".length + 12

const nameOf = ({ names, id }: ReportImage): string => names[0] ?? id.slice(0, DIGEST)

/** Which image, and its sizes as a sum that adds up: content = filesystem + wasted. */
export function titleLines(image: ReportImage, pen: Pen): string[] {
  const { size, layers, names, complete, id } = image
  const more = names.length > 1 ? ` and ${count(names.length - 1, "more name")}` : ""
  const rest = `${more}  ${pen.line(platformOf(image), Math.floor(pen.width / 3))}`
  const name = pen.line(nameOf(image), Math.max(16, pen.width - columns(rest)))
  const digest = names.length === 0 ? "" : `  ${pen.line(id.slice(0, DIGEST), DIGEST)}`
  const fits = columns(name + rest + digest) <= pen.width
  const share = size.content === 0 ? "" : ` (${((100 * size.wasted) / size.content).toFixed(1)} %)`
  const wasted = size.wasted === 0 ? "nothing wasted" : `${formatBytes(size.wasted)} wasted${share}`
  const sizes = `${formatBytes(size.content)} in ${count(layers.length, "layer")}: ${formatBytes(size.filesystem)} visible, ${wasted}`
  return [
    pen.paint("bold", name) + rest + (fits ? digest : ""),
    pen.line(complete ? `${sizes}; ${formatBytes(size.archive)} as stored` : `What could be read: ${sizes}`, pen.width),
  ]
}

const SUMMED = ["critical", "high", "medium", "low"] as const

/** All images of a run, one line each. */
function summarySection({ images }: Report, pen: Pen): string[] {
  const rows = images.map((image) => {
    const findings = newFindings(image.findings)
    return [
      formatBytes(image.size.content),
      image.size.wasted === 0 ? "-" : formatBytes(image.size.wasted),
      ...SUMMED.map((severity) => String(findings.filter((finding) => finding.severity === severity).length || "-")),
      `${nameOf(image)}  ${platformOf(image)}${image.complete ? "" : " (not read whole)"}`,
    ]
  })
  const heads = ["Size", "Wasted", ...SUMMED].map((head) => ({ head, align: "right" }) as const)
  return [pen.heading("Summary", count(images.length, "image")), ...grid([...heads, { head: "Image" }], rows, pen)]
}

/** That everything was looked at, or how much of it; and the verdict again, for it may have scrolled away. */
function readLine({ images, inputs: all, verdict }: Report, pen: Pen): string {
  const inputs = all.filter(({ role }) => role === "audited")
  const layers = images.flatMap((image) => image.layers)
  const bytes = inputs.reduce((sum, input) => sum + input.bytes, 0)
  const { elapsedMs } = pen.look
  const time = elapsedMs === undefined ? "" : `, in ${(elapsedMs / 1000).toFixed(1)} s`
  const from = inputs.length === 1 ? "" : ` of ${count(inputs.length, "input")}`
  const read = layers.filter((layer) => layer.complete).length
  const told = `Read ${read} of ${count(layers.length, "layer")}${from}, ${formatBytes(bytes)}${time}`
  return `${pen.line(told, pen.width - "INCOMPLETE".length - 2)}: ${verdictLabel(verdict, pen)}`
}

const FILES = { config: "Settings", baseline: "Baseline" } as const

/** Files that had a say: nobody may have to guess why something passed. */
function settingsLine({ settings }: Report, pen: Pen): string[] {
  const told = settings.map(({ kind, path }) => `${FILES[kind]}: ${path}`).join(pen.dot)
  return told === "" ? [] : pen.sentence(told, pen.width)
}

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

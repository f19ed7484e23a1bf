import { count, formatBytes } from "../../model/index.ts"
import { isAtLeast } from "../../model/index.ts"
import type { Finding, Report, ReportImage } from "../../model/index.ts"
import { asFact } from "../shared/acceptance.ts"
import { brokenInOrder } from "./budgets.ts"
import { columns } from "./columns.ts"
import { instructionAt, instructionOf } from "../shared/instruction.ts"
import type { Pen } from "./pen.ts"
import { countBySeverity, newFindings } from "../shared/severities.ts"
import { padSeverity } from "./severity.ts"

/** Findings shown unless the look is verbose: what fits a screen beside the layers. */
const SHOWN = 6
/** Milder ones are told briefly where one as bad as this is told. */
const GRAVE = "medium"
/** Column where the text of findings and waste starts. */
export const GUTTER = 10
const INDENT = " ".repeat(GUTTER)

/**
 * What a reader must act on, worst first: what is wrong, where, and the fix. What is only worth knowing is counted,
 * unless it fails the audit.
 */
export function findingsSection(image: ReportImage, failures: Report["failures"], pen: Pen): string[] {
  const broken = new Map(brokenInOrder(image).map((fingerprint, at) => [fingerprint, at]))
  const placeOf = ({ fingerprint }: Finding): number => broken.get(fingerprint) ?? broken.size
  // A broken budget fails the image whatever else does: none is left out for worse findings.
  const findings = newFindings(image.findings).toSorted((one, other) => placeOf(one) - placeOf(other))
  const omitted = image.findingsOmitted
  const known = image.findings.filter(({ status }) => status !== "new")
  if (image.findings.length === 0) return []
  const failing = new Set(failures.map(({ id }) => id))
  const pressing = findings.filter(
    ({ severity, rule, fingerprint }) => severity !== "info" || failing.has(rule) || broken.has(fingerprint),
  )
  const shown = pen.look.verbose ? findings : pressing.slice(0, SHOWN)
  const rest = findings.filter((finding) => !shown.includes(finding))
  const worst = shown[0]?.severity ?? "info"
  const isBrief = ({ severity }: Finding): boolean =>
    !pen.look.verbose && isAtLeast(worst, GRAVE) && !isAtLeast(severity, GRAVE)
  const sum = [countBySeverity(findings), ...(known.length === 0 ? [] : [`${known.length} accepted`])].join(", ")
  const more = [
    ...(rest.length === 0
      ? []
      : [shown.length === 0 ? countBySeverity(rest) : `and ${rest.length} more (${countBySeverity(rest)})`]),
    ...(rest.length > 0 || shown.some(isBrief) ? ["--verbose shows all, with every fix"] : []),
    ...(omitted === 0 ? [] : [`${omitted} of a rule that found over a thousand are not listed`]),
  ].join("; ")
  const isSaidAbove = (finding: Finding, above: Finding | undefined): boolean =>
    above !== undefined && !isBrief(above) && above.remedy === finding.remedy
  return [
    pen.heading("Findings", sum),
    ...shown.flatMap((finding, at) => {
      const how = isBrief(finding) ? "brief" : isSaidAbove(finding, shown[at - 1]) ? "again" : "whole"
      return lines(finding, image, how, pen)
    }),
    ...pen.sentence(more, pen.width - GUTTER).map((line) => INDENT + line),
    ...acceptedLines(known, pen),
  ]
}

/** `brief` leaves out how to mend it; `again` where that was just said. */
function lines(finding: Finding, image: ReportImage, how: "whole" | "again" | "brief", pen: Pen): string[] {
  const width = pen.width - GUTTER
  const [first = "", ...others] = pen.sentence(finding.message, width, 4)
  const [fix = "", ...fixes] = pen.prose(how === "again" ? "As above." : finding.remedy, width - 5)
  const instruction = [finding.location, ...(finding.places ?? [])]
    .map(({ history, layer }) => instructionAt(image, history) || instructionOf(image, layer))
    .find((text) => text !== "")
  const head = [
    `${padSeverity(pen, finding.severity, GUTTER)}${pen.paint("bold", first)}`,
    ...others.map((line) => INDENT + pen.paint("bold", line)),
    ...where(finding, pen, width).map((line) => INDENT + pen.paint("dim", line)),
  ]
  if (how === "brief") return head
  return [
    ...head,
    ...(instruction === undefined || isSaid(instruction, finding) ? [] : [INDENT + pen.line(instruction, width)]),
    ...(fix === "" ? [] : [`${INDENT}${pen.paint("green", "Fix:")} ${fix}`]),
    ...fixes.map((line) => `${INDENT}     ${line}`),
  ]
}

/** What is accepted, and by which file: in a word, or with all reasons. */
function acceptedLines(known: readonly Finding[], pen: Pen): string[] {
  if (known.length === 0) return []
  if (pen.look.verbose) return known.flatMap((finding) => knownLines(finding, pen))
  const counts = new Map<string, number>()
  for (const { acceptedBy = "the baseline" } of known) {
    const file = acceptedBy.replace(/ ignore\[\d+\]$/, "")
    counts.set(file, (counts.get(file) ?? 0) + 1)
  }
  const files = [...counts].map(([file, amount]) => `${amount} by ${file}`).join(", ")
  const sentence = `Accepted: ${countBySeverity(known)}; ${files}. --verbose shows them with their reasons`
  return pen.sentence(sentence, pen.width - GUTTER).map((line) => INDENT + line)
}

/** One that is accepted: why, who says so and where. */
function knownLines(finding: Finding, pen: Pen): string[] {
  const { severity, message, reason, owner, expires, acceptedBy } = finding
  const width = pen.width - GUTTER
  const [first = "", ...others] = pen.sentence(`${severity}: ${message}`, width, 4)
  const why = [
    asFact(reason ?? "it is in the baseline"),
    ...(owner === undefined ? [] : [owner]),
    ...(expires === undefined ? [] : [`until ${expires}`]),
    ...(acceptedBy === undefined ? [] : [acceptedBy]),
  ].join("; ")
  return [
    `${pen.paint("dim", "accepted".padEnd(GUTTER))}${first}`,
    ...others.map((line) => INDENT + line),
    ...where(finding, pen, width).map((line) => INDENT + pen.paint("dim", line)),
    ...pen.sentence(`Accepted: ${why}`, width, 4).map((line) => INDENT + line),
  ]
}

const KEYS = new Map([
  ["env", "ENV "],
  ["label", "LABEL "],
  ["config", "config "],
])

/** An instruction that the message quotes, cut or not. */
const isSaid = (instruction: string, { message }: Finding): boolean =>
  message.includes(instruction.replace(/\s+/g, " ").slice(0, 24))

/** Rule and place, as far as the message doesn't say them; a path that does not fit beside them gets a line of its own. */
function where(finding: Finding, pen: Pen, width: number): string[] {
  const { rule, location, places = [], message, secret, bytes, inherited } = finding
  const facts = [
    rule,
    ...(location.layer === undefined || message.includes(`layer ${location.layer}`) ? [] : [`layer ${location.layer}`]),
    ...(location.history === undefined || location.layer !== undefined ? [] : [`step ${location.history}`]),
    ...(inherited === true ? ["from the base image"] : []),
    ...(bytes === undefined || message.includes(formatBytes(bytes)) ? [] : [formatBytes(bytes)]),
    ...(location.visible === false && !message.includes("layer") ? ["only in a lower layer"] : []),
    ...(places.length === 0 || secret === undefined ? [] : [`and ${count(places.length, "more place")}`]),
  ]
    .map((fact) => pen.line(fact, width))
    .join(pen.dot)
  const named =
    location.path ?? (location.key === undefined ? undefined : `${KEYS.get(location.kind) ?? ""}${location.key}`)
  if (named === undefined || message.includes(named)) return pen.sentence(facts, width)
  const line = location.line === undefined ? "" : `:${location.line}`
  const name = pen.path(named, width - line.length) + line
  const joined = facts + pen.dot + name
  return columns(joined) <= width ? [joined] : [...pen.sentence(facts, width), name]
}

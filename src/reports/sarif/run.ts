import type { Result, Run } from "sarif"
import { count, type Finding, type Report, type ReportImage, type ReportInput, SEVERITIES } from "../../model/index.ts"
import type { Look, RuleText } from "../look.ts"
import { findingsIn, notRead } from "../shared/entries.ts"
import { placeOf } from "../shared/place.ts"
import { countBySeverity } from "../shared/severities.ts"
import { term } from "../shared/term.ts"
import { invocationOf } from "./invocation.ts"
import { levelOf } from "./levels.ts"
import { LEFT_OUT, NOT_READ } from "./own-rules.ts"
import { type Found, messageText, occurrences, physical, resultOf } from "./results.ts"
import { descriptorOf, severities } from "./rules.ts"
import type { RunImages } from "./runs.ts"

/** What one run is about. */
export interface RunTask extends RunImages {
  /** The inputs that its images are of; of the first run also those that no image is of. */
  readonly inputs: readonly ReportInput[]
  /** True where the run tells what was not read: the first does. */
  readonly isFirst: boolean
  /** Results at most. */
  readonly most: number
}

/** News before what is accepted, and the worst first: what is left out is at the end. */
const rankOf = ({ status, severity }: Finding): number =>
  SEVERITIES.indexOf(severity) + (status === "new" ? 0 : SEVERITIES.length)

function leftOutText(found: readonly Found[], omitted: number): string | null {
  const amount = found.length + omitted
  if (amount === 0) return null
  const listed = found.length === 0 ? "" : `: ${countBySeverity(found.map(({ finding }) => finding))}`
  const counted = omitted === 0 ? "" : ` ${omitted} of a rule that found over a thousand are in no report.`
  return `${count(amount, "more finding")} ${amount === 1 ? "is" : "are"} not listed here${listed}.${counted} --format json=FILE has all that are kept.`
}

/** One run: its rules, its results, and how the audit went. */
export function runOf(task: RunTask, report: Report, look: Look, texts: ReadonlyMap<string, RuleText>): Run {
  const { images, inputs, isFirst, most } = task
  const all = images.flatMap((image) =>
    findingsIn(image, report.failures).map((finding): Found => ({ image, finding })),
  )
  const sorted = all.toSorted((one, other) => rankOf(one.finding) - rankOf(other.finding))
  const omitted = images.reduce((sum, { findingsOmitted }) => sum + findingsOmitted, 0)
  const leftOut = leftOutText(sorted.slice(most), omitted)
  const unread = isFirst ? notRead(report) : []

  const own = [...(unread.length === 0 ? [] : [NOT_READ]), ...(leftOut === null ? [] : [LEFT_OUT])]
  const worst = severities(
    [...images.flatMap(({ rules }) => rules), ...own],
    sorted.map(({ finding }) => finding),
  )
  const indexes = new Map([...worst.keys()].map((id, index) => [id, index]))
  const indexOf = (id: string): number => indexes.get(id) ?? -1
  const numbered = occurrences()
  const ownResult = (
    { id, severity }: RuleText,
    hash: string,
    text: string,
    image: Pick<ReportImage, "names"> = { names: [] },
  ): Result => ({
    ruleId: id,
    ruleIndex: indexOf(id),
    level: levelOf(severity),
    message: { text },
    locations: [physical(placeOf({ location: { kind: "image" } }, image, look))],
    partialFingerprints: { primaryLocationLineHash: numbered(hash) },
    suppressions: [],
  })
  return {
    tool: {
      driver: {
        name: report.tool.name,
        version: report.tool.version,
        semanticVersion: report.tool.version,
        rules: [...worst].map(([id, severity]) => descriptorOf(term(id), severity, texts.get(id))),
      },
    },
    automationDetails: { id: task.id },
    invocations: [invocationOf(inputs, unread, leftOut, report)],
    language: "en",
    columnKind: "unicodeCodePoints",
    results: [
      ...unread.map(({ id, message }) => ownResult(NOT_READ, term(id), messageText(message))),
      ...sorted.slice(0, most).map((found) => resultOf(found, indexOf(found.finding.rule), numbered, look)),
      ...(leftOut === null ? [] : [ownResult(LEFT_OUT, "left-out", leftOut, images[0])]),
    ],
    properties: {
      verdict: report.verdict,
      images: images.map(({ id, names }) => ({ id: term(id), names: names.map(term) })),
    },
  }
}

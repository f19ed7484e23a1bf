import { isAtLeast, SEVERITIES, type Problem, type Report, type ReportInput, type Severity } from "../model/index.ts"
import { judge } from "../policy/index.ts"
import { withProblems } from "./problems.ts"

/** How the reports of several runs become one. */
interface MergeOptions {
  /** The mildest severity that fails, for all anew; without it what failed its own audit fails the whole. */
  readonly failOn?: Severity | "none"
  /** With `failOn`: true where what the base image brought does not fail. */
  readonly ownLayersOnly?: boolean
  /** What is to be said of the whole, with its first input. */
  readonly problems?: readonly Problem[]
}

/**
 * Several reports as one, as if one run had made them: shares in their order, others as given. Which may be joined is
 * for the caller to know; together they hold an input.
 */
export function mergeReports(given: readonly Report[], { failOn, ownLayersOnly, problems = [] }: MergeOptions): Report {
  const reports = given.toSorted(byShare)
  const [first] = reports
  const { inputs: joined, images } = joinedImages(reports)
  const inputs = withNotes(joined, [...problems, ...(isCompared(reports) ? uncompared(images) : [])])
  const severity = SEVERITIES.find((one) => reports.some((report) => report.severity === one))
  const dates = reports.flatMap(({ generatedAt = [] }) => generatedAt).toSorted()
  return {
    schemaVersion: "1",
    tool: first!.tool,
    ...(dates.length === 0 ? {} : { generatedAt: dates.at(-1)! }),
    ...(first?.today !== undefined && reports.every(({ today }) => today === first.today)
      ? { today: first.today }
      : {}),
    ...(severity === undefined ? {} : { severity }),
    ...(reports.every(({ isDiff }) => isDiff) ? { isDiff: true } : {}),
    inputs,
    settings: [...new Map(reports.flatMap(({ settings }) => settings).map((one) => [keyOf(one), one])).values()],
    // Of two that list less and more, what both list is all that can be told.
    images:
      severity === undefined
        ? images
        : images.map((image) => ({
            ...image,
            findings: image.findings.filter((finding) => isAtLeast(finding.severity, severity)),
          })),
    ...(failOn === undefined
      ? ownVerdict(inputs, reports)
      : judge(inputs, images, { failOn: () => failOn, ownLayersOnly: ownLayersOnly ?? false })),
  }
}

const keyOf = ({ kind, path }: Report["settings"][number]): string => JSON.stringify([kind, path])

/** Shares first, in their order; a sort keeps the others as they were given. */
const byShare = ({ shard: one }: Report, { shard: other }: Report): number =>
  (one?.index ?? Infinity) === (other?.index ?? Infinity) ? 0 : (one?.index ?? Infinity) - (other?.index ?? Infinity)

/** As in one run: what was audited, then what it was compared with, which shares have in common. */
function joinedImages(reports: readonly Report[]): Pick<Report, "inputs" | "images"> {
  const audited: ReportInput[] = []
  const compared = new Map<string, ReportInput>()
  const images = reports.flatMap((report) => {
    const moved = report.inputs.map((input) => {
      if (input.role === "audited") return audited.push(input) - 1
      compared.set(JSON.stringify(input), input)
      return -1
    })
    return report.images.map((image) => ({ ...image, input: moved[image.input]! }))
  })
  return { inputs: [...audited, ...compared.values()], images }
}

function withNotes(inputs: readonly ReportInput[], problems: readonly Problem[]): readonly ReportInput[] {
  const [first, ...rest] = inputs
  return first === undefined || problems.length === 0 ? inputs : [withProblems(first, problems), ...rest]
}

/** What one share can't tell: whether there is a counterpart in another. */
const isCompared = (reports: readonly Report[]): boolean =>
  reports.some(({ shard, inputs }) => shard !== undefined && inputs.some(({ role }) => role === "compared"))

const uncompared = (images: Report["images"]): Problem[] =>
  images.length === 0 || images.some(({ comparison }) => comparison?.with)
    ? []
    : [
        {
          code: "nothing-compared",
          message:
            "no image has a counterpart in what it was to be compared with; give images of one name and platform",
        },
      ]

/** What failed stays a failure: each audit had its own limits. */
function ownVerdict(inputs: readonly ReportInput[], reports: readonly Report[]): Pick<Report, "verdict" | "failures"> {
  const own = reports.flatMap(({ failures }) => failures).filter(({ kind }) => kind !== "input")
  const { failures: unread } = judge(inputs, [], { failOn: () => "none", ownLayersOnly: false })
  const failures = [...unread, ...own]
  return { verdict: unread.length > 0 ? "incomplete" : failures.length > 0 ? "fail" : "pass", failures }
}

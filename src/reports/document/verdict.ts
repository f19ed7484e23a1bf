import { isUnread, type Report, type ReportImage, type ReportInput } from "../../model/index.ts"
import { countBySeverity, idsOf } from "../shared/severities.ts"
import { some } from "./amounts.ts"
import { code, joined, type Line } from "./blocks.ts"

/** The verdict as a word, and a mark before it that needs no colour. */
export const MARKS = {
  pass: "✓ PASS",
  fail: "✗ FAIL",
  incomplete: "! INCOMPLETE",
} as const satisfies Record<Report["verdict"], string>

/** Rules and budgets that are named in a sentence. */
const NAMED = 5

type Failure = Report["failures"][number]
type Kind = Pick<Failure, "kind">

const findingsIn = (failures: readonly Failure[]): Failure[] => failures.filter(({ kind }: Kind) => kind === "finding")
const budgetsIn = (failures: readonly Failure[]): Failure[] => failures.filter(({ kind }: Kind) => kind === "budget")

/** Names of rules or budgets, the few that are worst. */
function named(failures: readonly Failure[]): Line {
  const ids = idsOf(failures)
  const rest = ids.length - NAMED
  return [...joined(ids.slice(0, NAMED).map(code)), ...(rest > 0 ? [` and ${rest} more`] : [])]
}

/** What fails, in sentences: findings by severity, broken budgets. */
function failing(failures: readonly Failure[]): Line {
  const [findings, budgets] = [findingsIn(failures), budgetsIn(failures)]
  const [first] = findings
  return [
    ...(first === undefined
      ? []
      : [
          findings.length === 1
            ? `1 finding fails it, of severity ${first.severity ?? "unknown"}: `
            : `${some(findings.length, "finding")} fail it (${countBySeverity(findings)}): `,
          ...named(findings),
          ".",
        ]),
    ...(budgets.length === 0
      ? []
      : [
          `${first === undefined ? "" : " "}${budgets.length === 1 ? "1 budget is" : `${budgets.length} budgets are`} broken: `,
          ...named(budgets),
          ".",
        ]),
  ]
}

/** Inputs of which something was not read or not proved. */
export const unread = (inputs: readonly ReportInput[]): ReportInput[] => inputs.filter(({ complete }) => !complete)

/** Why the verdict is what it is, in one line. */
export function why({ verdict, failures, images, inputs, severity, shard }: Report): Line {
  const findings = images.flatMap((image) => image.findings)
  const news = findings.filter(({ status }) => status === "new")
  const accepted = findings.length - news.length
  const also = accepted === 0 ? "" : ` ${some(accepted, "accepted finding")} did not count.`
  if (verdict === "pass" && inputs.length === 0 && shard !== undefined)
    return [`No input is in share ${shard.index} of ${shard.count}: there is nothing to audit.`]
  if (verdict === "pass" && news.length > 0) return [`No finding fails it: ${countBySeverity(news)}.${also}`]
  if (verdict === "pass") {
    const listed = severity === undefined ? "" : `of severity ${severity} or worse `
    return [`Nothing ${accepted === 0 ? "" : "new "}${listed}was found.${also}`]
  }
  if (verdict === "fail") return [...failing(failures), also]
  const open = unread(inputs)
  const [only] = open
  const what: Line = open.length === 1 && only ? [code(only.path)] : [`${open.length} of ${inputs.length} inputs`]
  const sentence = ` ${open.length === 1 ? "was" : "were"} not read whole, so nothing is proved. `
  return [...what, sentence, ...failing(failures), also]
}

/** What reading met, a line each: what kept something from being read, or else what is only worth knowing. */
export const problemLines = (inputs: readonly ReportInput[], kind: "unread" | "noted"): Line[] =>
  inputs.flatMap(({ path, problems }) =>
    problems
      .filter((problem) => isUnread(problem) === (kind === "unread"))
      .map(({ message }): Line => (inputs.length === 1 ? [message] : [code(path), ": ", message])),
  )

/** What one image comes to, for a line of a table. */
export function verdictOf(image: ReportImage, failures: readonly Failure[]): Report["verdict"] {
  if (!image.complete) return "incomplete"
  return failures.some((failure) => failure.image === image.id) ? "fail" : "pass"
}

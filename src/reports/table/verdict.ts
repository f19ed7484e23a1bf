import { count, platformKey, PROBLEMS } from "../../model/index.ts"
import type { Report, ReportInput } from "../../model/index.ts"
import type { Pen } from "./pen.ts"
import { countBySeverity, idsOf, newFindings } from "../shared/severities.ts"

const LABELS = {
  pass: ["PASS", "green"],
  fail: ["FAIL", "red"],
  incomplete: ["INCOMPLETE", "yellow"],
} as const satisfies Record<Report["verdict"], readonly [string, string]>

/** Problems shown unless the look is verbose. */
const SHOWN = 5

/** PASS, FAIL or INCOMPLETE. */
export function verdictLabel(verdict: Report["verdict"], pen: Pen): string {
  const [label, colour] = LABELS[verdict]
  return pen.paint(["bold", colour], label)
}

/** What the run comes to, in one line. */
export function verdictLine(report: Report, pen: Pen): string {
  const room = pen.width - LABELS[report.verdict][0].length - 2
  return `${verdictLabel(report.verdict, pen)}  ${pen.line(reason(report, room, pen), room)}`
}

function reason(report: Report, room: number, pen: Pen): string {
  const { verdict, failures, images, inputs, shard, severity } = report
  const found = images.flatMap((image) => image.findings)
  const all = newFindings(found)
  const known = found.length - all.length
  const accepted = known === 0 ? "" : `; ${known} accepted`
  const failing = failures.filter(({ kind }) => kind === "finding")
  const budgets = failures.filter(({ kind }) => kind === "budget").length
  const broken = budgets === 0 ? [] : [count(budgets, "broken budget")]
  const failedIn = (width: number): string => {
    if (failing.length === 0) return broken.join("")
    const start = [...broken, countBySeverity(failing)].join("; ")
    return `${start}: ${fitting(idsOf(failing), width - start.length - 2)}`
  }
  if (verdict === "fail") return failedIn(room - accepted.length) + accepted
  if (verdict === "pass" && inputs.length === 0 && shard !== undefined)
    return `no input is in share ${shard.index} of ${shard.count}: there is nothing to audit`
  if (verdict === "pass" && all.length > 0) return `no finding fails it; ${countBySeverity(all)}${accepted}`
  if (verdict === "pass")
    return `no ${known === 0 ? "" : "new "}findings${severity === undefined ? "" : ` of severity ${severity} or worse`}${accepted}`
  const unread = inputs.filter((input) => !input.complete)
  const [only] = unread
  const what =
    unread.length === 1 && only
      ? pen.path(only.path, Math.floor(pen.width / 2))
      : `${unread.length} of ${inputs.length} inputs`
  const told = `${what} ${unread.length === 1 ? "was" : "were"} not read whole`
  const failed = failedIn(room - told.length - 2)
  return failed === "" ? `${told}, so nothing is proved` : `${told}; ${failed}`
}

/** As many names as there is room for, and how many more there are. */
function fitting(names: readonly string[], room: number): string {
  const whole = names.join(", ")
  if (whole.length <= room) return whole
  for (let kept = names.length - 1; kept > 0; kept -= 1) {
    const text = `${names.slice(0, kept).join(", ")} and ${names.length - kept} more`
    if (text.length <= room) return text
  }
  return whole
}

const isUnread = (code: string): boolean =>
  Object.hasOwn(PROBLEMS, code) && PROBLEMS[code as keyof typeof PROBLEMS].incomplete

/** What decided the verdict and is told nowhere else: what was not read, and broken budgets that no finding shown tells of. */
export function causeLines({ inputs, failures, images }: Report, pen: Pen): string[] {
  const told = new Set(pen.look.quiet ? [] : images.flatMap(({ findings }) => findings.map(({ message }) => message)))
  const budgets = failures.filter(({ kind, message }) => kind === "budget" && !told.has(message))
  return [
    ...listed(problems(inputs, true), pen),
    ...listed(
      budgets.map(({ image, message }) => {
        const of = images.length < 2 ? undefined : images.find(({ id }) => id === image)
        return of === undefined ? message : `${of.names[0] ?? of.id} (${platformKey(of.platform)}): ${message}`
      }),
      pen,
    ),
  ]
}

/** What reading met that is only worth knowing. */
export const noteLines = ({ inputs }: Report, pen: Pen): string[] => listed(problems(inputs, false), pen)

const problems = (inputs: readonly ReportInput[], unread: boolean): string[] =>
  inputs.flatMap((input) =>
    input.problems
      .filter(({ code }) => isUnread(code) === unread)
      .map(({ message }) => (inputs.length === 1 ? message : `${input.path}: ${message}`)),
  )

function listed(all: readonly string[], pen: Pen): string[] {
  const shown = pen.look.verbose ? all : all.slice(0, SHOWN)
  const rest = all.length - shown.length
  return [
    ...shown.flatMap((message) =>
      pen.sentence(message, pen.width - 2, 4).map((line, at) => (at === 0 ? "- " : "  ") + line),
    ),
    ...(rest === 0 ? [] : [`  and ${rest} more: --verbose shows all`]),
  ]
}

import {
  budgetSubject,
  byUrgency,
  formatBytes,
  isAtLeast,
  isGrowth,
  isUnread,
  type Report,
  type ReportBudget,
  type ReportImage,
  type Severity,
} from "../model/index.ts"

/** What a verdict depends on beside what was found. */
interface Judging {
  /** The mildest severity that fails an image. */
  readonly failOn: (image: ReportImage) => Severity | "none"
  /** True where what the base image brought does not fail. */
  readonly ownLayersOnly: boolean
  /** True where there may be nothing to judge: a share of the inputs that has none. */
  readonly mayBeEmpty?: boolean
}

type Failure = Report["failures"][number]

/** The one place that decides pass or fail: incomplete outranks fail, fail outranks pass. */
export function judge(
  inputs: Report["inputs"],
  images: Report["images"],
  judging: Judging,
): Pick<Report, "verdict" | "failures"> {
  const failures = [...inputs.flatMap(failuresOfInput), ...images.flatMap((image) => failuresOf(image, judging))]
  const complete = (inputs.length > 0 || judging.mayBeEmpty === true) && inputs.every((input) => input.complete)
  return { verdict: complete ? (failures.length > 0 ? "fail" : "pass") : "incomplete", failures }
}

function failuresOfInput({ complete, path, problems }: Report["inputs"][number]): Failure[] {
  if (complete) return []
  const first = problems.find(isUnread) ?? problems[0]
  return [
    {
      kind: "input",
      id: first?.code ?? "not-an-image",
      message: `${path}: ${first?.message ?? "it was not read whole"}`,
    },
  ]
}

function failuresOf(image: ReportImage, { failOn: failOnOf, ownLayersOnly }: Judging): Failure[] {
  const failOn = failOnOf(image)
  const findings = new Map(image.findings.map((finding) => [finding.fingerprint, finding]))
  /** A broken budget fails whatever the severity of its finding, unless somebody accepts it. */
  const broken = image.budgets
    .filter(({ ok, fingerprint }) => !ok && (findings.get(fingerprint ?? "")?.status ?? "new") === "new")
    .toSorted(byUrgency)
  const told = new Set(broken.map(({ fingerprint }) => fingerprint))
  return [
    ...broken.map(({ key, fingerprint, ...budget }): Failure => ({
      kind: "budget",
      image: image.id,
      id: key,
      message: findings.get(fingerprint ?? "")?.message ?? plainly(key, budget),
    })),
    ...image.findings
      .filter(
        ({ status, severity, inherited, fingerprint }) =>
          failOn !== "none" &&
          status === "new" &&
          isAtLeast(severity, failOn) &&
          !(ownLayersOnly && inherited === true) &&
          !told.has(fingerprint),
      )
      .map(({ rule, severity, message }): Failure => ({
        kind: "finding",
        image: image.id,
        id: rule,
        severity,
        message,
      })),
  ]
}

/** For a budget whose rule is off, in words that need no image. */
function plainly(
  key: string,
  budget: Pick<ReportBudget, "actual" | "allowed" | "baseline" | "limit" | "state" | "unit">,
): string {
  const { actual, limit, state, unit } = budget
  if (state === "unmatched") return `Nothing in the image fits the budget ${key}.`
  const told = (value: number): string => (unit === "bytes" ? formatBytes(value) : String(value))
  const what = budgetSubject({ key, unit })
  if (state === "no-baseline")
    return `${what} is ${told(actual)} and may grow by ${limit}, but no baseline says from what.`
  const over = told(actual - (budget.allowed ?? 0))
  return isGrowth(budget)
    ? `${what} grew by ${told(actual - (budget.baseline ?? 0))} to ${told(actual)}, ${over} more than ${limit} allows.`
    : `${what} is ${told(actual)}, ${over} over its limit of ${told(budget.allowed ?? 0)}.`
}

import { isAtLeast, type Report, type Severity } from "../model/index.ts"

/** What a verdict depends on beside what was found. */
interface Judging {
  /** The mildest severity that fails. */
  readonly failOn: Severity | "none"
  /** True where what the base image brought does not fail. */
  readonly ownLayersOnly: boolean
}

/** The one place that decides pass or fail: incomplete outranks fail, fail outranks pass. */
export function judge(
  inputs: Report["inputs"],
  images: Report["images"],
  { failOn, ownLayersOnly }: Judging,
): Pick<Report, "verdict" | "failures"> {
  const failures: Report["failures"][number][] = []
  for (const input of inputs) {
    if (input.complete) continue
    const [first] = input.problems
    failures.push({
      kind: "input",
      id: first?.code ?? "not-an-image",
      message: `${input.path}: ${first?.message ?? "it was not read whole"}`,
    })
  }
  for (const image of images) {
    for (const finding of image.findings) {
      if (failOn === "none" || finding.status !== "new" || !isAtLeast(finding.severity, failOn)) continue
      if (ownLayersOnly && finding.inherited === true) continue
      failures.push({ kind: "finding", image: image.id, id: finding.rule, message: finding.message })
    }
    for (const budget of image.budgets) {
      if (!budget.ok)
        failures.push({
          kind: "budget",
          image: image.id,
          id: budget.key,
          message: `${budget.key} is ${budget.actual}, over its limit ${budget.limit}`,
        })
    }
  }
  const complete = inputs.length > 0 && inputs.every((input) => input.complete)
  return { verdict: complete ? (failures.length > 0 ? "fail" : "pass") : "incomplete", failures }
}

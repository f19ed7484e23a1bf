import { isIncomplete, type Problem, type ReportInput } from "../model/index.ts"

/** An input that something more is wrong with. */
export const withProblems = (input: ReportInput, problems: readonly Problem[]): ReportInput => ({
  ...input,
  complete: input.complete && !problems.some(isIncomplete),
  problems: [...sortedProblems(problems).map(toReported), ...input.problems],
})

export const toReported = ({ code, message }: Problem): ReportInput["problems"][number] => ({ code, message })

/** What leaves the audit incomplete comes first: it is what a person must act on. */
export const sortedProblems = (problems: readonly Problem[]): Problem[] =>
  problems.toSorted((a, b) => Number(isIncomplete(b)) - Number(isIncomplete(a)))

import { type Image, type Location, type Problem, PROBLEMS, type Remark } from "../../model/index.ts"

/** What reading an image met, as the remarks of the rule that the table of problems names for it. */
export function* problemRemarks(image: Image, rule: string, remedy: string): Generator<Remark> {
  const problems = image.problems.filter(({ code }) => PROBLEMS[code].rule === rule)
  const seen = new Map<string, number>()
  for (const problem of problems) {
    const label = `${problem.code} ${problem.path ?? ""}`.trim()
    const count = (seen.get(label) ?? 0) + 1
    seen.set(label, count)
    yield {
      message: asSentence(problem.message),
      remedy,
      location: locationOf(problem),
      severity: PROBLEMS[problem.code].severity,
      identity: count === 1 ? label : `${label} ${count}`,
    }
  }
}

const asSentence = (text: string): string =>
  text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? "" : ".")

function locationOf({ layer, path }: Problem): Location {
  if (layer !== undefined && path !== undefined) return { kind: "file", layer, path: `/${path}` }
  if (layer !== undefined) return { kind: "layer", layer }
  return { kind: "archive", ...(path === undefined ? {} : { key: path }) }
}

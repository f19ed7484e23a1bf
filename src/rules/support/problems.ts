import { type Image, type Location, type Problem, type ProblemCode, PROBLEMS, type Remark } from "../../model/index.ts"

/** What also does not match, where bytes are not those that were meant: all of one cause. */
const ALSO: Partial<Readonly<Record<ProblemCode, string>>> = {
  "size-mismatch": "its size",
  "diff-id-mismatch": "its diff id",
}

/**
 * What reading an image met, as the remarks of the rule that the table of problems names for it; `remedies` are those
 * of problems that want another. A layer whose bytes are wrong in several ways is one remark.
 */
export function* problemRemarks(
  image: Image,
  rule: string,
  remedy: string,
  remedies: Partial<Readonly<Record<ProblemCode, string>>> = {},
): Generator<Remark> {
  const problems = image.problems.filter(({ code }) => PROBLEMS[code].rule === rule)
  const seen = new Map<string, number>()
  for (const [first, ...others] of byLayer(problems)) {
    const label = `${first.code} ${first.path ?? ""}`.trim()
    const count = (seen.get(label) ?? 0) + 1
    seen.set(label, count)
    const also = others.map(({ code }) => ALSO[code]).join(" and ")
    yield {
      message: asSentence(also === "" ? first.message : `${first.message}; ${also} can't be right either`),
      remedy: remedies[first.code] ?? remedy,
      location: locationOf(first),
      severity: PROBLEMS[first.code].severity,
      identity: count === 1 ? label : `${label} ${count}`,
    }
  }
}

/** Problems in their order, with those that only add to the one before them, of the same layer. */
function byLayer(problems: readonly Problem[]): [Problem, ...Problem[]][] {
  const groups: [Problem, ...Problem[]][] = []
  for (const problem of problems) {
    const last = groups.at(-1)
    const isMore = last !== undefined && problem.layer !== undefined && problem.layer === last[0].layer
    if (isMore && ALSO[problem.code] !== undefined) last.push(problem)
    else groups.push([problem])
  }
  return groups
}

const asSentence = (text: string): string =>
  text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? "" : ".")

function locationOf({ layer, path }: Problem): Location {
  if (layer !== undefined && path !== undefined) return { kind: "file", layer, path: `/${path}` }
  if (layer !== undefined) return { kind: "layer", layer }
  return { kind: "archive", ...(path === undefined ? {} : { key: path }) }
}

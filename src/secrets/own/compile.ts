import { globMatcher, globProblem, SettingsError, type OwnDetector, type SettingsProblem } from "../../model/index.ts"
import { isKnownType } from "../kinds.ts"

/** A match of an expression, in characters of the text. */
interface Match {
  readonly index: number
  readonly value: string
  /** Where the next one may start. */
  readonly end: number
}

/** A detector that is ready to be used. */
export interface Compiled {
  readonly type: string
  readonly keywords: readonly Buffer[]
  /** Null where it looks at everything. */
  readonly isIn: ((path: string) => boolean) | null
  /** Matches in a text of bytes, from `start` on, also empty ones. Each takes a time that is linear in the text. */
  matches(text: string, start: number): Iterable<Match>
}

/** Steps of a compiled expression; each may be taken for every byte. */
const LARGEST = 4000

/** Throws a `SettingsError` for what can't be meant. `re2js` never goes back in a text, as the machine's own engine does: no expression is slow. */
export async function compileAll(detectors: readonly OwnDetector[]): Promise<readonly Compiled[]> {
  if (detectors.length === 0) return []
  const { RE2JS } = await import("re2js")
  const problems: SettingsProblem[] = []
  const ids = new Set<string>()
  const compiled = detectors.map(({ id, expression, keywords, paths }, index): Compiled => {
    const complain = (key: string, message: string, ...rest: number[]): void =>
      void problems.push({ path: ["secrets", "detectors", index, key, ...rest], message })
    if (isKnownType(id)) complain("id", `${id} is a type that plimsoll knows; choose another id`)
    if (ids.has(id)) complain("id", `${id} is the id of another detector; choose another one`)
    ids.add(id)
    for (const [at, path] of (paths ?? []).entries()) {
      const problem = globProblem(path)
      if (problem !== null) complain("paths", `a glob can't have ${problem}`, at)
    }
    let engine = RE2JS.compile("")
    try {
      // Lines, since what it sees of a file starts anywhere.
      engine = RE2JS.compile(expression, RE2JS.MULTILINE)
      if (engine.programSize() > LARGEST) complain("expression", "it repeats too much; give smaller numbers in braces")
    } catch (error) {
      complain("expression", `it is no expression of RE2: ${reasonOf(error)}`)
    }
    const globs = (paths ?? []).filter((path) => globProblem(path) === null).map((glob) => globMatcher(glob))
    return {
      type: id,
      keywords: keywords.map((word) => Buffer.from(word, "utf8")),
      isIn: paths === undefined ? null : (path) => globs.some((fits) => fits(path)),
      matches: (text, start) => matches(engine, text, start),
    }
  })
  if (problems.length > 0) throw new SettingsError(problems)
  return compiled
}

const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error))
    .replace(/^error parsing regexp: /, "")
    .replace("(?m)", "")
    .slice(0, 200)

function* matches(engine: import("re2js").RE2JS, text: string, start: number): Iterable<Match> {
  const isNamed = Object.hasOwn(engine.namedGroups(), "value")
  const matcher = engine.matcher(text)
  for (let isFound = matcher.find(start); isFound; isFound = matcher.find()) {
    const value = isNamed ? matcher.group("value") : matcher.group()
    yield { index: isNamed ? matcher.start("value") : matcher.start(), value: value ?? "", end: matcher.end() }
  }
}

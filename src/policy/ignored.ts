import {
  formsOfName,
  globMatcher,
  globProblem,
  didYouMean,
  textMatcher,
  type Finding,
  type Ignore,
  type Location,
  type SettingsProblem,
  type Steps,
} from "../model/index.ts"

/** Ids that an entry may name. */
export interface Names {
  readonly rules: readonly string[]
  readonly types: readonly string[]
}

/** What an entry is about. A field that is not given fits everything. */
export interface Fitter {
  /** What alone it can fit, where it names one. */
  readonly fingerprint: string | undefined
  readonly isFor: (names: readonly string[]) => boolean
  readonly isRule: (id: string) => boolean
  /** Beside fingerprint and rule. `valueHash` is that of a credential; `instructions` are those of the layers. */
  readonly fits: (finding: Finding, valueHash: string | undefined, instructions: readonly (string | null)[]) => boolean
}

/** Nobody writes a pattern for more of an instruction than this. */
const LONGEST_INSTRUCTION = 10_000

/** What can't match anything but itself needs no matcher. */
const isPlain = (pattern: string): boolean => !/[*?\\]/.test(pattern)

type Matcher = (text: string) => boolean

/** Made when it is first asked: of a thousand entries most are about rules that find nothing. */
function late(make: () => Matcher): Matcher {
  let matcher: Matcher | null = null
  return (text) => (matcher ??= make())(text)
}

const matcherOf = (pattern: string, steps: Steps): Matcher =>
  isPlain(pattern) ? (text) => text === pattern : late(() => textMatcher(pattern, steps))

/** Matchers of all entries share `steps`: where they are used up, nothing fits any more. */
export function fitterOf({ fingerprint, rule, type, value, path, layer, image }: Ignore, steps: Steps): Fitter {
  const isName = image === undefined ? null : matcherOf(image, steps)
  const isPath = path === undefined ? null : late(() => globMatcher(path, steps))
  const isText = typeof layer === "string" ? matcherOf(layer, steps) : null
  const isLayer = (index: number | undefined, instructions: readonly (string | null)[]): boolean =>
    index !== undefined &&
    (isText === null ? index === layer : isText((instructions[index] ?? "").slice(0, LONGEST_INSTRUCTION)))
  const isHere = (place: Location, instructions: readonly (string | null)[]): boolean =>
    (isPath === null || (place.path !== undefined && isPath(place.path))) &&
    (layer === undefined || isLayer(place.layer, instructions))
  return {
    fingerprint,
    isFor: (names) => isName === null || names.flatMap(formsOfName).some(isName),
    isRule: rule === undefined ? () => true : matcherOf(rule, steps),
    fits: (finding, valueHash, instructions) =>
      (type ?? finding.secret?.type) === finding.secret?.type &&
      (value ?? valueHash) === valueHash &&
      isHere(finding.location, instructions) &&
      (finding.places ?? []).every((place) => isHere(place, instructions)),
  }
}

/** What of an entry can't be meant. */
export function problemsOf({ rule, type, path }: Ignore, index: number, { rules, types }: Names): SettingsProblem[] {
  const problem = (key: string, message: string): SettingsProblem => ({ path: ["ignore", index, key], message })
  const unknown = (key: string, id: string, known: readonly string[], what: string): SettingsProblem =>
    problem(key, `there is no ${what} ${id}${didYouMean(id, known)}`)
  const wrong = path === undefined ? null : globProblem(path)
  return [
    ...(rule === undefined || isPattern(rule, rules) ? [] : [unknown("rule", rule, rules, "rule")]),
    ...(type === undefined || types.includes(type) ? [] : [unknown("type", type, types, "type of secret")]),
    ...(wrong === null ? [] : [problem("path", `a glob can't have ${wrong}`)]),
  ]
}

/** True for a pattern that fits one of some ids. */
const isPattern = (pattern: string, ids: readonly string[]): boolean =>
  ids.includes(pattern) || (!isPlain(pattern) && ids.some(matcherOf(pattern, { left: Infinity })))

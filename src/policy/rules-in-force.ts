import {
  didYouMean,
  SEVERITIES,
  SettingsError,
  type OptionValue,
  type Rule,
  type RuleSetting,
  type SettingsPath,
  type SettingsProblem,
  type Severity,
} from "../model/index.ts"

/** What each rule is set to; a rule that is not named keeps its own severity. */
type RuleSettings = ReadonlyMap<string, "off" | Severity>

/** What people set rules to, all of it held against the rules that there are. */
export interface RulesInForce {
  readonly severities: RuleSettings
  /** Options that are set, by the id of their rule. */
  readonly options: ReadonlyMap<string, Readonly<Record<string, OptionValue>>>
}

/** What rules are set to by one source, and where in the settings that stands. */
export interface RuleSettingsAt {
  readonly at: SettingsPath
  readonly rules: Readonly<Record<string, RuleSetting>>
}

const WORDS: ReadonlySet<string> = new Set(["off", ...SEVERITIES])

/** Later settings outrank earlier ones, rule by rule and option by option. Throws a `SettingsError` for what can't be meant. */
export function rulesInForce(rules: readonly Rule[], settings: readonly RuleSettingsAt[]): RulesInForce {
  const known = new Map(rules.map((rule) => [rule.id, rule]))
  const severities = new Map<string, "off" | Severity>()
  const options = new Map<string, Record<string, OptionValue>>()
  const problems: SettingsProblem[] = []
  const all = settings.flatMap(({ at, rules: set }) => Object.entries(set).map((entry) => [at, ...entry] as const))
  for (const [at, id, setting] of all) {
    const rule = known.get(id)
    if (rule === undefined) {
      problems.push({
        path: [...at, id],
        message: `there is no rule ${id}${didYouMean(id, [...known.keys()], "; see plimsoll rules")}`,
      })
      continue
    }
    const { severity, ...set } = typeof setting === "object" ? setting : { severity: setting }
    const path = [...at, id, ...(typeof setting === "object" ? ["severity"] : [])]
    if (severity !== undefined && !WORDS.has(severity))
      problems.push({
        path,
        message: `${id} must be off, ${SEVERITIES.slice(0, -1).join(", ")} or ${SEVERITIES.at(-1)}`,
      })
    else if (severity !== undefined) severities.set(id, severity)
    for (const [name, value] of Object.entries(set)) {
      const message = problemOf(rule, name, value)
      if (message !== null) problems.push({ path: [...at, id, name], message })
      else options.set(id, { ...options.get(id), [name]: value! })
    }
  }
  if (problems.length > 0) throw new SettingsError(problems)
  return { severities, options }
}

function problemOf({ id, options = {} }: Rule, name: string, value: OptionValue | undefined): string | null {
  const option = Object.hasOwn(options, name) ? options[name] : undefined
  if (option === undefined) {
    const names = ["severity", ...Object.keys(options)]
    return `${id} has no option ${name}${didYouMean(name, names, `; what can be set is ${names.join(", ")}`)}`
  }
  return kindOf(option.default) === kindOf(value) ? null : `${name} must be ${kindOf(option.default)}`
}

/** Kinds of values, as in "must be …"; `""` for what no option can be. */
function kindOf(value: OptionValue | undefined): string {
  if (typeof value === "object" && !Object.values(value).every((item) => typeof item === "string")) return ""
  if (Array.isArray(value)) return "a list of texts"
  if (typeof value === "object") return "keys with texts"
  return typeof value === "number" ? "a number" : typeof value === "boolean" ? "true or false" : "a text"
}

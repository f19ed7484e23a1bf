import {
  formsOfName,
  formsOfPlatform,
  didYouMean,
  SettingsError,
  textMatcher,
  type BudgetSettings,
  type Override,
  type Problem,
  type Profile,
  type Rule,
  type RuleSetting,
  type Settings,
  type SettingsPath,
  type SettingsProblem,
  type Severity,
} from "../model/index.ts"
import { readBudgets, type Budget } from "./budgets/index.ts"
import { rulesInForce, type RuleSettingsAt, type RulesInForce } from "./rules-in-force.ts"

/** What one image is held to. */
export interface Policy {
  readonly inForce: RulesInForce
  readonly budgets: readonly Budget[]
  /** The mildest severity that fails. */
  readonly failOn: Severity | "none"
}

/** What every image is held to. */
export interface Policies {
  forImage(image: { readonly names: readonly string[]; readonly platform: string }): Policy
  /** Overrides that were for no image. To be asked last. */
  problems(): readonly Problem[]
}

/** What was asked for on the command line, or by a program; it outranks settings. */
export interface Asked {
  readonly profile?: string | undefined
  readonly failOn?: Severity | "none" | undefined
  readonly rules?: Readonly<Record<string, RuleSetting>> | undefined
  readonly budgets?: BudgetSettings | undefined
}

/** One of several sources, from the weakest to the one that outranks all. */
interface Source extends Asked {
  readonly at: SettingsPath
}

/** Throws a `SettingsError` for what can't be meant, anywhere: of what was asked for, with `options` in front of its path. `file` names the settings for people. */
export function createPolicies(
  rules: readonly Rule[],
  profiles: readonly Profile[],
  settings: Settings,
  asked: Asked,
  file: string,
): Policies {
  const { overrides = [] } = settings
  const all = overrides.map((override, index) => ({
    fits: fitterOf(override),
    source: sourceOf(override, ["overrides", index]),
    isUsed: false,
  }))
  const own = sourceOf(settings, [])
  const top: Source = { ...asked, at: ["options"] }
  const problems = [own, ...all.map(({ source }) => source), top].flatMap((one) => problemsOf(one, rules, profiles))
  if (problems.length > 0) throw new SettingsError(problems)
  // Images mostly have few policies among them, and each is asked for more than once.
  const made = new Map<string, Policy>()
  return {
    forImage(image) {
      const fitting = all.filter(({ fits }) => fits(image))
      for (const one of fitting) one.isUsed = true
      const key = fitting.map(({ source }) => source.at.join()).join(" ")
      const policy = made.get(key) ?? policyOf([own, ...fitting.map(({ source }) => source), top], rules, profiles)
      made.set(key, policy)
      return policy
    },
    problems: () =>
      unusedOf(
        all.flatMap(({ isUsed }, index) => (isUsed ? [] : [`overrides[${index}]`])),
        file,
      ),
  }
}

/** One note for all: a run of one image leaves those of the others unused. */
function unusedOf(names: readonly string[], file: string): Problem[] {
  if (names.length === 0) return []
  const shown = names.slice(0, 3).join(", ") + (names.length > 3 ? ` and ${names.length - 3} more` : "")
  return [
    {
      code: "unused-override",
      message: `${file} ${shown} ${names.length === 1 ? "is" : "are"} for no image of this run; where one should be, correct its image or platform`,
    },
  ]
}

const sourceOf = (settings: Override | Settings, at: SettingsPath): Source => ({
  at,
  profile: settings.profile,
  failOn: settings["fail-on"],
  rules: settings.rules,
  budgets: settings.budgets,
})

function fitterOf({
  image = "*",
  platform = "*",
}: Override): (subject: Parameters<Policies["forImage"]>[0]) => boolean {
  const isName = textMatcher(image)
  const isPlatform = textMatcher(platform)
  return ({ names, platform: own }) =>
    (image === "*" || names.flatMap(formsOfName).some(isName)) && formsOfPlatform(own).some(isPlatform)
}

const rulesAt = ({ at, rules = {} }: Source): RuleSettingsAt => ({ at: [...at, "rules"], rules })

function policyOf(sources: readonly Source[], rules: readonly Rule[], profiles: readonly Profile[]): Policy {
  const name = sources.findLast(({ profile }) => profile !== undefined)?.profile ?? "default"
  const profile = profiles.find((one) => one.name === name)?.rules ?? {}
  return {
    inForce: rulesInForce(rules, [{ at: ["profile"], rules: profile }, ...sources.map(rulesAt)]),
    budgets: readBudgets(sources.map(({ at, budgets = {} }) => ({ at: [...at, "budgets"], budgets }))),
    failOn: sources.findLast(({ failOn }) => failOn !== undefined)?.failOn ?? "high",
  }
}

function problemsOf(source: Source, rules: readonly Rule[], profiles: readonly Profile[]): SettingsProblem[] {
  const { at, profile, budgets = {} } = source
  return [
    ...(profile === undefined || profiles.some(({ name }) => name === profile)
      ? []
      : [noProfile(profile, [...at, "profile"], profiles)]),
    ...complaintsOf(() => rulesInForce(rules, [rulesAt(source)])),
    ...complaintsOf(() => readBudgets([{ at: [...at, "budgets"], budgets }])),
  ]
}

function complaintsOf(read: () => unknown): readonly SettingsProblem[] {
  try {
    read()
    return []
  } catch (error) {
    if (error instanceof SettingsError) return error.problems
    throw error
  }
}

function noProfile(name: string, path: SettingsPath, profiles: readonly Profile[]): SettingsProblem {
  const names = profiles.map((one) => one.name)
  return { path, message: `there is no profile ${name}${didYouMean(name, names, `; choose from ${names.join(", ")}`)}` }
}

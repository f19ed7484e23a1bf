import type { AuditOptions } from "../audit/index.ts"
import type { BudgetSettings, Profile, Rule, RuleSetting, SettingsPath } from "../model/index.ts"
import type { Config } from "./config.ts"

/** One value that is in force, and who said so. */
export interface InForce {
  readonly path: SettingsPath
  readonly value: unknown
  readonly origin: string
}

/** What settings may come from, the mildest first, beside what is in force where nobody says. */
export interface Sources {
  readonly config: Config
  readonly asked: AuditOptions
  readonly rules: readonly Rule[]
  readonly profiles: readonly Profile[]
  /** The option or variable that an option's value came from. */
  readonly nameOf: (flag: string) => string
}

const DEFAULT = "default"

/** The settings that an audit would have, each value with its origin. Rules that keep their own severity are there where `all` are asked for. */
export function inForce(sources: Sources, baseline: string | null, all: boolean): readonly InForce[] {
  const { config, asked, nameOf } = sources
  const { settings } = config
  const line = lineOf(config)
  const one = (key: "profile" | "fail-on" | "own-layers-only", given: unknown, otherwise: unknown): InForce => {
    if (given !== undefined) return { path: [key], value: given, origin: nameOf(`--${key}`) }
    const value = settings[key]
    return value === undefined
      ? { path: [key], value: otherwise, origin: DEFAULT }
      : { path: [key], value, origin: line([key]) }
  }
  const list = (path: SettingsPath, items: readonly unknown[] = []): InForce[] =>
    items.length === 0
      ? [{ path, value: [], origin: DEFAULT }]
      : items.map((value, index) => ({ path: [...path, index], value, origin: line([...path, index]) }))
  const profile = one("profile", asked.profile, "default")
  return [
    profile,
    one("fail-on", asked.failOn, "high"),
    one("own-layers-only", asked.ownLayersOnly, false),
    ...rulesInForce(sources, String(profile.value), all),
    ...list(["secrets", "detectors"], settings.secrets?.detectors),
    ...list(["ignore"], settings.ignore),
    ...budgetsInForce(sources),
    ...(baseline === null
      ? []
      : [
          {
            path: ["baseline"],
            value: baseline,
            origin: baseline === config.baseline ? line(["baseline"]) : nameOf("--baseline"),
          },
        ]),
    ...list(["overrides"], settings.overrides),
  ]
}

/** `plimsoll.config.yaml:3`. */
const lineOf =
  ({ placeOf }: Config) =>
  (path: SettingsPath): string =>
    placeOf(path).replace(/:\d+$/, "")

type Said = readonly [value: unknown, origin: string]

function rulesInForce({ config, asked, rules, profiles, nameOf }: Sources, name: string, all: boolean): InForce[] {
  const set = profiles.find((one) => one.name === name)?.rules ?? {}
  const entries = rules.flatMap((rule): InForce[] => {
    const { id, severity, options = {} } = rule
    const own = [
      ["severity", [severity, DEFAULT]],
      ...Object.entries(options).map(([option, { default: value }]) => [option, [value, DEFAULT]] as const),
    ] as const
    const said = new Map<string, Said>([
      ...(all ? own : []),
      ...fieldsOf(set[id], () => `profile ${name}`),
      ...fieldsOf(config.settings.rules?.[id], (field) => lineOf(config)(["rules", id, ...field])),
      ...fieldsOf(asked.rules?.get(id), () => nameOf("--rule")),
    ])
    const level = said.get("severity")
    if (said.size === 1 && level !== undefined) return [entryOf(["rules", id], level)]
    return [...said].map(([field, one]) => entryOf(["rules", id, field], one))
  })
  return entries.length === 0 ? [{ path: ["rules"], value: {}, origin: DEFAULT }] : entries
}

const entryOf = (path: SettingsPath, [value, origin]: Said): InForce => ({ path, value, origin })

function fieldsOf(
  setting: RuleSetting | undefined,
  originOf: (field: SettingsPath) => string,
): (readonly [string, Said])[] {
  if (setting === undefined) return []
  if (typeof setting === "string") return [["severity", [setting, originOf([])]]]
  return Object.entries(setting).map(([field, value]) => [field, [value, originOf([field])]] as const)
}

function budgetsInForce({ config, asked, nameOf }: Sources): InForce[] {
  const line = lineOf(config)
  const merged = new Map<string, Map<string, Said>>()
  const add = (budgets: BudgetSettings = {}, originOf: (path: SettingsPath) => string): void => {
    for (const [key, setting] of Object.entries(budgets)) {
      const fields = merged.get(key) ?? new Map<string, Said>()
      if (typeof setting === "string")
        fields.set(setting.startsWith("+") ? "growth" : "max", [setting, originOf(["budgets", key])])
      else
        for (const [field, value] of Object.entries(setting))
          fields.set(field, [value, originOf(["budgets", key, field])])
      merged.set(key, fields)
    }
  }
  add(config.settings.budgets, line)
  add(asked.budgets, () => nameOf("--budget"))
  const entries = [...merged].flatMap(([key, fields]): InForce[] => {
    const [[field, first] = ["", undefined]] = fields
    if (fields.size === 1 && first !== undefined && isBare(field, first[0])) return [entryOf(["budgets", key], first)]
    return [...fields].map(([name, said]) => entryOf(["budgets", key, name], said))
  })
  return entries.length === 0 ? [{ path: ["budgets"], value: {}, origin: DEFAULT }] : entries
}

/** What a budget's bare text says. */
const isBare = (field: string, value: unknown): boolean =>
  field === "max" || (field === "growth" && typeof value === "string" && value.startsWith("+"))

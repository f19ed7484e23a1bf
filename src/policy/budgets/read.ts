import {
  didYouMean,
  SettingsError,
  type BudgetSettings,
  type ReportBudget,
  type SettingsPath,
  type SettingsProblem,
} from "../../model/index.ts"
import { parseKey, type Measure } from "./keys.ts"
import { parseAmount, wantedAmount, type Limit } from "./limits.ts"

/** One budget, its limits read. */
export interface Budget {
  readonly key: string
  readonly measure: Measure
  readonly unit: ReportBudget["unit"]
  readonly max: Limit | null
  readonly warn: Limit | null
  readonly growth: Growth
  /** Bytes or pieces that never break a limit which is a share. */
  readonly floor: number
  readonly message: string | null
}

/** Parts of a version, the mildest first. */
export const BUMPS = ["patch", "minor", "major"] as const
export type Bump = (typeof BUMPS)[number]

/** Limits on growth, by the part of the version that changed; `any` where that doesn't matter. None where it may grow. */
type Growth = Readonly<Partial<Record<Bump | "any", Limit>>>

/** Budgets of one source, and where in the settings they stand. */
export interface BudgetSettingsAt {
  readonly at: SettingsPath
  readonly budgets: BudgetSettings
}

const FIELDS = ["max", "warn", "growth", "floor", "message"] as const
type Field = (typeof FIELDS)[number]

/** Values of one budget with the places that they come from. */
type Raw = Map<Field, { readonly value: unknown; readonly path: SettingsPath }>

/** Each costs a pass of its own over the paths of the image. */
const MOST_GLOBS = 100
const MOST_BUDGETS = 500

/** Later sources outrank earlier ones, key by key and field by field. Throws a `SettingsError` for what can't be meant. */
export function readBudgets(sources: readonly BudgetSettingsAt[]): readonly Budget[] {
  const problems: SettingsProblem[] = []
  const merged = new Map<string, { readonly raw: Raw; readonly path: SettingsPath }>()
  for (const { at, budgets } of sources)
    for (const [key, setting] of Object.entries(budgets)) {
      const path = [...at, key]
      const raw: Raw = merged.get(key)?.raw ?? new Map()
      for (const [field, value, place] of fieldsOf(setting, path)) {
        if (isField(field)) raw.set(field, { value, path: place })
        else problems.push({ path: place, message: unknownField(field) })
      }
      merged.set(key, { raw, path })
    }
  const budgets = [...merged].flatMap(([key, { raw, path }]) => budgetOf(key, raw, path, problems))
  const globs = budgets.filter(({ measure }) => measure.kind === "path")
  for (const [list, most, what] of [
    [globs, MOST_GLOBS, "path: budgets"],
    [budgets, MOST_BUDGETS, "budgets"],
  ] as const)
    if (list.length > most)
      problems.push({ path: merged.get(list[most]!.key)!.path, message: `there can't be more than ${most} ${what}` })
  if (problems.length > 0) throw new SettingsError(problems)
  return budgets
}

const isField = (name: string): name is Field => FIELDS.some((field) => field === name)

const unknownField = (name: string): string =>
  `a budget has no key ${name.slice(0, 64)}${didYouMean(name, FIELDS, `; its keys are ${FIELDS.join(", ")}`)}`

/** Fields with the places of their values; a bare text is the limit, one with a `+` that on growth. */
function fieldsOf(setting: unknown, path: SettingsPath): (readonly [string, unknown, SettingsPath])[] {
  if (typeof setting === "object" && setting !== null)
    return Object.entries(setting).map(([field, value]) => [field, value, [...path, field]] as const)
  return [[typeof setting === "string" && setting.trim().startsWith("+") ? "growth" : "max", setting, path]]
}

/** Text of a value; a number is as good. Null for anything else. */
const textOf = (value: unknown): string | null =>
  typeof value === "string" ? value.trim() : typeof value === "number" ? String(value) : null

function budgetOf(key: string, raw: Raw, path: SettingsPath, problems: SettingsProblem[]): Budget[] {
  const before = problems.length
  const complain = (at: SettingsPath, message: string): null => (problems.push({ path: at, message }), null)
  const measure = parseKey(key)
  if (typeof measure === "string") {
    complain(path, measure)
    return []
  }
  const unit = measure.kind === "count" ? "count" : "bytes"
  const isWasted = measure.kind === "size" && measure.field === "wasted"

  const limit = (value: unknown, at: SettingsPath, name: string, mayBeShare: boolean): Limit | null => {
    const text = textOf(value)
    if (name !== "growth" && text?.startsWith("+") === true)
      return complain(at, `${name} is how large it may be; ${text.slice(0, 32)} belongs under growth`)
    const bare = (text ?? "").replace(name === "growth" ? /^\+ ?/ : /^/, "")
    const amount = parseAmount(bare, unit)
    if (amount === null) return complain(at, `${name} must be ${wantedAmount(unit)}${mayBeShare ? ", or 5%" : ""}`)
    if (amount.kind === "share" && !mayBeShare)
      return complain(at, `${name} of ${key} can't be a percentage: of what? It must be ${wantedAmount(unit)}`)
    return { text: name === "growth" ? `+${bare}` : bare, amount }
  }
  const single = (field: "max" | "warn" | "floor", mayBeShare: boolean): Limit | null => {
    const given = raw.get(field)
    return given === undefined ? null : limit(given.value, given.path, field, mayBeShare)
  }

  const max = single("max", isWasted)
  const warn = single("warn", isWasted)
  const floor = single("floor", false)
  const growth = growthOf(raw, limit, complain)
  const given = raw.get("message")
  if (given !== undefined && typeof given.value !== "string") complain(given.path, "message must be a text")

  if (!["max", "warn", "growth"].some((field) => raw.has(field as Field)))
    complain(path, "a budget needs a limit: max, warn or growth")
  else if (problems.length === before) {
    const shares = [max, warn, ...Object.values(growth)].filter((one) => one?.amount.kind === "share")
    if (floor !== null && shares.length === 0)
      complain(raw.get("floor")!.path, "a floor is for a limit that is a percentage, and there is none")
    if (isAbove(warn, max)) complain(raw.get("warn")!.path, "warn is above max, so that it would never be told")
  }
  if (problems.length > before) return []
  const message = typeof given?.value === "string" ? given.value : null
  return [
    {
      key,
      measure,
      unit,
      max,
      warn,
      growth,
      message,
      floor: floor?.amount.kind === "absolute" ? floor.amount.value : 0,
    },
  ]
}

function isAbove(warn: Limit | null, max: Limit | null): boolean {
  if (warn === null || max === null) return false
  const [one, other] = [warn.amount, max.amount]
  if (one.kind === "absolute") return other.kind === "absolute" && one.value > other.value
  return other.kind === "share" && one.thousandths > other.thousandths
}

function growthOf(
  raw: Raw,
  limit: (value: unknown, at: SettingsPath, name: string, mayBeShare: boolean) => Limit | null,
  complain: (at: SettingsPath, message: string) => null,
): Growth {
  const given = raw.get("growth")
  if (given === undefined) return {}
  const { value, path } = given
  if (typeof value !== "object" || value === null) {
    const any = limit(value, path, "growth", true)
    return any === null ? {} : { any }
  }
  const parts = Object.entries(value).flatMap(([part, one]): [Bump, Limit][] => {
    const bump = BUMPS.find((name) => name === part)
    if (bump === undefined) {
      complain([...path, part], `growth has no key ${part.slice(0, 64)}; its keys are ${BUMPS.join(", ")}`)
      return []
    }
    const read = limit(one, [...path, part], "growth", true)
    return read === null ? [] : [[bump, read]]
  })
  if (Object.keys(value).length === 0) complain(path, `growth needs one of the keys ${BUMPS.join(", ")}`)
  return Object.fromEntries(parts)
}

import {
  globMatcher,
  globProblem,
  nearest,
  SettingsError,
  type Allowance,
  type Finding,
  type Location,
  type Problem,
  type SettingsProblem,
} from "../model/index.ts"

/** What people accept, held against findings of one or more images. */
export interface Allowances {
  /** The status of a finding of that value. */
  statusOf(finding: Finding, valueHash: string): Pick<Finding, "status" | "reason" | "expires">
  /** Entries that have expired, and, where everything was read, those that nothing fits. To be asked last. */
  problems(isWhole: boolean): readonly Problem[]
}

/** Ids that an entry may name. */
export interface Names {
  readonly rules: readonly string[]
  readonly types: readonly string[]
}

interface Entry {
  readonly allowance: Allowance
  readonly isExpired: boolean
  readonly fits: (finding: Finding, valueHash: string) => boolean
  isUsed: boolean
}

const NEW = { status: "new" } as const

/** Throws a `SettingsError` for entries that can't be meant. Entries expire when `today`, in UTC, is a later day. */
export function createAllowances(allow: readonly Allowance[], today: Date, names: Names): Allowances {
  const problems = allow.flatMap((entry, index) => problemsOf(entry, index, names))
  if (problems.length > 0) throw new SettingsError(problems)
  const day = today.toISOString().slice(0, 10)
  const entries = allow.map((allowance): Entry => ({
    allowance,
    isExpired: allowance.expires !== undefined && allowance.expires < day,
    fits: fitter(allowance),
    isUsed: false,
  }))
  return {
    statusOf(finding, valueHash) {
      const fitting = entries.filter(({ isExpired, fits }) => !isExpired && fits(finding, valueHash))
      for (const entry of fitting) entry.isUsed = true
      const [first] = fitting
      if (first === undefined) return NEW
      const { reason, expires } = first.allowance
      return { status: "suppressed", reason, ...(expires === undefined ? {} : { expires }) }
    },
    problems: (isWhole) =>
      entries.flatMap(({ allowance, isExpired, isUsed }, index): Problem[] => {
        const name = `secrets.allow[${index}] of the settings`
        if (isExpired)
          return [
            {
              code: "expired-allowance",
              message: `${name} expired with ${allowance.expires} and allows nothing; mend what it allowed, or give it another day`,
            },
          ]
        if (isUsed || !isWhole) return []
        return [{ code: "unused-allowance", message: `${name} fits nothing that was found; remove it` }]
      }),
  }
}

/** A field that is not given fits everything. */
function fitter({ fingerprint, rule, type, value, path }: Allowance): Entry["fits"] {
  const isGlob = path === undefined ? null : globMatcher(path)
  const isIn = (location: Location): boolean => location.path !== undefined && isGlob!(location.path)
  return (finding, valueHash) =>
    (fingerprint ?? finding.fingerprint) === finding.fingerprint &&
    (rule ?? finding.rule) === finding.rule &&
    (type ?? finding.secret?.type) === finding.secret?.type &&
    (value ?? valueHash) === valueHash &&
    (isGlob === null || [finding.location, ...(finding.places ?? [])].every(isIn))
}

function problemsOf({ rule, type, path }: Allowance, index: number, { rules, types }: Names): SettingsProblem[] {
  const problem = (key: string, message: string): SettingsProblem => ({
    path: ["secrets", "allow", index, key],
    message,
  })
  const unknown = (key: string, id: string | undefined, known: readonly string[], what: string): SettingsProblem[] => {
    if (id === undefined || known.includes(id)) return []
    const near = nearest(id, known)
    return [problem(key, `there is no ${what} ${id}${near === null ? "" : `; did you mean ${near}?`}`)]
  }
  const wrong = path === undefined ? null : globProblem(path)
  return [
    ...unknown("rule", rule, rules, "rule about secrets"),
    ...unknown("type", type, types, "type of secret"),
    ...(wrong === null ? [] : [problem("path", `a glob can't have ${wrong}`)]),
  ]
}

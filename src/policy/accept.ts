import {
  globMatcher,
  globProblem,
  nearest,
  SettingsError,
  textMatcher,
  type Acceptance,
  type ExpiredEntry,
  type Finding,
  type Ignore,
  type Location,
  type Problem,
  type SettingsProblem,
} from "../model/index.ts"

/** What people accept, held against the findings of one or more images. */
export interface Acceptances {
  forImage(subject: Subject): ImageAcceptances
  /** Entries that fit nothing that was found. To be asked last, and where everything was read. */
  problems(): readonly Problem[]
}

/** What people accept of one image. */
export interface ImageAcceptances {
  /** `valueHash` is that of a credential. */
  statusOf(finding: Finding, valueHash: string | undefined): Status
  readonly expired: readonly ExpiredEntry[]
}

type Status = Pick<Finding, "status" | "reason" | "owner" | "expires" | "acceptedBy">

/** What entries may be about. */
export interface Subject {
  readonly names: readonly string[]
  /** By layer: the instruction that made it, as a Dockerfile would say it. */
  readonly instructions: readonly (string | null)[]
  /** What its baseline accepts. */
  readonly accepted: readonly Acceptance[]
}

/** Where entries stand, for people. */
export interface Sources {
  readonly settings: string
  readonly baseline: string
}

/** Ids that an entry may name. */
export interface Names {
  readonly rules: readonly string[]
  readonly types: readonly string[]
}

interface Entry extends Pick<Finding, "reason" | "owner" | "expires"> {
  readonly name: string
  readonly status: "baseline" | "suppressed"
  readonly identity: string
  readonly isExpired: boolean
  isUsed: boolean
}

interface Ignored extends Entry {
  readonly isFor: (names: readonly string[]) => boolean
  readonly fits: (finding: Finding, valueHash: string | undefined, instructions: Subject["instructions"]) => boolean
}

const NEW: Status = { status: "new" }

/** Throws a `SettingsError` for entries that can't be meant. Entries expire when `today`, `YYYY-MM-DD` in UTC, is a later day. */
export function createAcceptances(
  ignore: readonly Ignore[],
  today: string,
  names: Names,
  sources: Sources,
): Acceptances {
  const wrong = ignore.flatMap((entry, index) => problemsOf(entry, index, names))
  if (wrong.length > 0) throw new SettingsError(wrong)
  const entryOf = (one: Ignore | Acceptance, name: string, status: Entry["status"]): Entry => ({
    name,
    status,
    reason: one.reason,
    ...(one.owner === undefined ? {} : { owner: one.owner }),
    ...(one.expires === undefined ? {} : { expires: one.expires }),
    identity: JSON.stringify([one.rule, one.fingerprint, "path" in one ? one.path : undefined]),
    isExpired: one.expires !== undefined && one.expires < today,
    isUsed: false,
  })
  const ignored = ignore.map((one, index): Ignored => ({
    ...entryOf(one, `${sources.settings} ignore[${index}]`, "suppressed"),
    ...fitterOf(one),
  }))
  const known: Entry[] = []
  return {
    forImage({ names: own, instructions, accepted }) {
      const mine = ignored.filter(({ isFor }) => isFor(own))
      const baseline = new Map(
        accepted.map((one) => [one.fingerprint, entryOf(one, sources.baseline, "baseline")] as const),
      )
      known.push(...baseline.values())
      return {
        statusOf(finding, valueHash) {
          const fitting = mine.filter((one) => !one.isExpired && one.fits(finding, valueHash, instructions))
          const old = baseline.get(finding.fingerprint)
          for (const entry of [...fitting, ...(old === undefined ? [] : [old])]) entry.isUsed = true
          const [first = old] = fitting
          if (first === undefined || first.isExpired) return NEW
          const { status, reason, owner, expires, name } = first
          return {
            status,
            reason: reason ?? "",
            ...(owner === undefined ? {} : { owner }),
            ...(expires === undefined ? {} : { expires }),
            acceptedBy: name,
          }
        },
        expired: [...mine, ...baseline.values()].filter(({ isExpired }) => isExpired).map(toExpired),
      }
    },
    problems: () => [
      ...ignored
        .filter(({ isUsed, isExpired }) => !isUsed && !isExpired)
        .map(({ name }): Problem => ({
          code: "unused-ignore",
          message: `${name} fits nothing that was found; remove it`,
        })),
      ...goneOf(known, sources.baseline),
    ],
  }
}

function goneOf(known: readonly Entry[], file: string): Problem[] {
  const gone = known.filter(({ isUsed }) => !isUsed).length
  if (gone === 0) return []
  const what =
    gone === 1 ? "One finding that the baseline accepts is" : `${gone} findings that the baseline accepts are`
  return [
    {
      code: "unused-acceptance",
      message: `${what} no longer found; \`plimsoll baseline INPUT --ratchet\` takes it out of ${file}`,
    },
  ]
}

const toExpired = ({ name, expires = "", reason = "", owner, identity }: Entry): ExpiredEntry => ({
  name,
  expires,
  reason,
  ...(owner === undefined ? {} : { owner }),
  identity,
})

/** A field that is not given fits everything. */
function fitterOf(ignore: Ignore): Pick<Ignored, "isFor" | "fits"> {
  const { fingerprint, rule = "*", type, value, path, layer, image } = ignore
  const isName = image === undefined ? null : textMatcher(image)
  const isRule = textMatcher(rule)
  const isGlob = path === undefined ? null : globMatcher(path)
  const isText = typeof layer === "string" ? textMatcher(layer) : null
  const isHere =
    (instructions: Subject["instructions"]) =>
    (place: Location): boolean =>
      (isGlob === null || (place.path !== undefined && isGlob(place.path))) &&
      (layer === undefined ||
        (place.layer !== undefined &&
          (isText === null ? place.layer === layer : isText(instructions[place.layer] ?? ""))))
  return {
    isFor: (names) => isName === null || names.some(isName),
    fits: (finding, valueHash, instructions) =>
      (fingerprint ?? finding.fingerprint) === finding.fingerprint &&
      (rule === finding.rule || isRule(finding.rule)) &&
      (type ?? finding.secret?.type) === finding.secret?.type &&
      (value ?? valueHash) === valueHash &&
      [finding.location, ...(finding.places ?? [])].every(isHere(instructions)),
  }
}

function problemsOf({ rule, type, path }: Ignore, index: number, { rules, types }: Names): SettingsProblem[] {
  const problem = (key: string, message: string): SettingsProblem => ({ path: ["ignore", index, key], message })
  const unknown = (key: string, id: string | undefined, known: readonly string[], what: string): SettingsProblem[] => {
    if (id === undefined || known.some(textMatcher(id))) return []
    const near = nearest(id, known)
    return [problem(key, `there is no ${what} ${id}${near === null ? "" : `; did you mean ${near}?`}`)]
  }
  const wrong = path === undefined ? null : globProblem(path)
  return [
    ...unknown("rule", rule, rules, "rule"),
    ...unknown("type", type, types, "type of secret"),
    ...(wrong === null ? [] : [problem("path", `a glob can't have ${wrong}`)]),
  ]
}

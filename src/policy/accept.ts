import {
  type Acceptance,
  type ExpiredEntry,
  type Finding,
  groupBy,
  type Ignore,
  type Problem,
  SettingsError,
  type SettingsProblem,
} from "../model/index.ts"
import { fitterOf, problemsOf, type Fitter, type Names } from "./ignored.ts"

/** What people accept, held against the findings of one or more images. */
export interface Acceptances {
  forImage(subject: Subject): ImageAcceptances
  /** Entries that fit nothing that was found, though there was an image that they are for. To be asked last, and where everything was read. */
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
interface Subject {
  readonly names: readonly string[]
  /** By layer: the instruction that made it, as a Dockerfile would say it. */
  readonly instructions: readonly (string | null)[]
  /** What its baseline accepts. */
  readonly accepted: readonly Acceptance[]
  /** Fingerprints of what another image has too, where that is enough to be no news. */
  readonly compared: ReadonlySet<string>
}

/** Where entries stand, for people. */
export interface Sources {
  readonly settings: string
  readonly baseline: string
}

interface Entry {
  readonly index: number
  readonly name: string
  readonly expired: ExpiredEntry | null
  readonly accepts: Status
  isUsed: boolean
}

interface Ignored extends Entry, Fitter {
  /** True once there was an image that it is for. */
  isAsked: boolean
}

const NEW: Status = { status: "new" }
/** What accepts a finding that the image compared with has too. */
export const ONLY_NEW = "--only-new"
const COMPARED: Status = {
  status: "baseline",
  reason: "the image compared with has it too",
  acceptedBy: ONLY_NEW,
}

/** A list of everything wrong with a novel helps nobody. */
const MOST_PROBLEMS = 20

/** What holding entries against findings may take: a few seconds. Real ones take a thousandth of it. */
const MOST_STEPS = 200_000_000

/** Throws a `SettingsError` for entries that can't be meant. Entries expire when `today`, `YYYY-MM-DD` in UTC, is a later day. */
export function createAcceptances(
  ignore: readonly Ignore[],
  today: string,
  names: Names,
  sources: Sources,
): Acceptances {
  const wrong: SettingsProblem[] = []
  for (const [index, entry] of ignore.entries())
    if (wrong.length < MOST_PROBLEMS) wrong.push(...problemsOf(entry, index, names))
  if (wrong.length > 0) throw new SettingsError(wrong)
  const steps = { left: MOST_STEPS }
  const ignored = ignore.map((one, index): Ignored => ({
    ...entryOf(one, index, `${sources.settings} ignore[${index}]`, "suppressed", today),
    ...fitterOf(one, steps),
    isAsked: false,
  }))
  const known: Entry[] = []
  return {
    forImage({ names: own, instructions, accepted, compared }) {
      const mine = ignored.filter(({ isFor }) => isFor(own))
      for (const entry of mine) entry.isAsked = true
      const old = accepted.map((one, index) => ({
        fingerprint: one.fingerprint,
        rule: one.rule,
        ...entryOf(one, index, sources.baseline, "baseline", today),
      }))
      known.push(...old)
      const [ignoredBy, knownBy] = [finder(mine), groupBy(old, ({ fingerprint }) => fingerprint)]
      return {
        statusOf(finding, valueHash) {
          // Whoever reads of a label in a change of the file must not have accepted a credential.
          const before = (knownBy.get(finding.fingerprint) ?? []).filter(({ rule }) => rule === finding.rule)
          for (const entry of before) entry.isUsed = true
          let first: Entry | undefined
          for (const entry of ignoredBy(finding))
            // Whether one more fits is of interest only where it would else be called unused.
            if ((first === undefined || !entry.isUsed) && entry.fits(finding, valueHash, instructions)) {
              entry.isUsed = true
              first ??= entry
            }
          first ??= before.find(({ expired }) => expired === null)
          return first?.accepts ?? (compared.has(finding.fingerprint) ? COMPARED : NEW)
        },
        expired: [...mine, ...old].flatMap(({ expired }) => expired ?? []),
      }
    },
    problems: () =>
      steps.left <= 0
        ? [tooCostly(sources.settings)]
        : [...ignored.flatMap(unusedOf), ...goneOf(known, sources.baseline)],
  }
}

function entryOf(
  one: Ignore | Acceptance,
  index: number,
  source: string,
  status: "baseline" | "suppressed",
  today: string,
): Entry {
  const { reason, owner, expires, fingerprint, rule } = one
  const { type, path, layer, image }: Partial<Ignore> = "what" in one ? {} : one
  const said = { reason, ...(owner === undefined ? {} : { owner }) }
  return {
    index,
    name: source,
    accepts: { status, ...said, ...(expires === undefined ? {} : { expires }), acceptedBy: source },
    expired:
      expires === undefined || expires >= today
        ? null
        : {
            name: status === "baseline" ? `${source} ${fingerprint}` : source,
            expires,
            ...said,
            identity: JSON.stringify([rule, fingerprint, type, path, layer, image]),
          },
    isUsed: false,
  }
}

/** Entries that still hold and may fit a finding, in their order. */
function finder(entries: readonly Ignored[]): (finding: Finding) => readonly Ignored[] {
  const valid = entries.filter(({ expired }) => expired === null)
  const exact = groupBy(
    valid.filter(({ fingerprint }) => fingerprint !== undefined),
    ({ fingerprint = "" }) => fingerprint,
  )
  const rest = valid.filter(({ fingerprint }) => fingerprint === undefined)
  const byRule = new Map<string, readonly Ignored[]>()
  return ({ fingerprint, rule }) => {
    const named = (exact.get(fingerprint) ?? []).filter(({ isRule }) => isRule(rule))
    const others = byRule.get(rule) ?? rest.filter(({ isRule }) => isRule(rule))
    byRule.set(rule, others)
    return named.length === 0 ? others : [...named, ...others].toSorted((a, b) => a.index - b.index)
  }
}

const unusedOf = ({ isUsed, isAsked, expired, name }: Ignored): Problem[] =>
  isUsed || !isAsked || expired !== null
    ? []
    : [
        {
          code: "unused-ignore",
          message: `${name} fits nothing that was found; remove it, or say with \`image:\` which image it is for`,
        },
      ]

const tooCostly = (file: string): Problem => ({
  code: "costly-ignore",
  message: `${file} ignore: holding its globs against what was found takes too long, so that some findings count as new; write shorter globs, or fingerprints`,
})

function goneOf(known: readonly Entry[], file: string): Problem[] {
  const gone = known.filter(({ isUsed }) => !isUsed).length
  if (gone === 0) return []
  const what =
    gone === 1 ? "One finding that the baseline accepts is" : `${gone} findings that the baseline accepts are`
  return [
    {
      code: "unused-acceptance",
      message: `${what} no longer found; \`plimsoll baseline INPUT --ratchet\` takes ${gone === 1 ? "it" : "them"} out of ${file}`,
    },
  ]
}

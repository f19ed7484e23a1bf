import { PlimsollError } from "./error.ts"
import type { RuleSetting } from "./profile.ts"
import type { Severity } from "./severity.ts"

/** A family of credentials that only its own people know. */
export interface OwnDetector {
  /** `secret.type` of its findings. */
  readonly id: string
  /** What people call it, with its article: `an Acme deploy key`. */
  readonly name?: string
  /** In RE2's syntax, over bytes. The value is the group `value`, or all of the match. */
  readonly expression: string
  /** Literals, case as written, of which one stands in every match or near it. */
  readonly keywords: readonly string[]
  /** Globs of the files that it looks at; everything, metadata included, where there are none. */
  readonly paths?: readonly string[]
  /** `critical` where nobody says. */
  readonly severity?: Severity
  /** Where and how it is revoked. */
  readonly revoke?: string
}

/** A credential that its people know of and accept: one that all given fields fit. */
export interface Allowance {
  readonly fingerprint?: string
  readonly rule?: string
  /** A glob that each of its places fits: what also stands elsewhere is another matter. */
  readonly path?: string
  /** `sha256:<hex>` of the value. */
  readonly value?: string
  readonly type?: string
  readonly reason: string
  /** The last day that it holds on, `YYYY-MM-DD`, UTC. */
  readonly expires?: string
}

/** What a team says of its own secrets. Plain data, so that it can cross a thread. */
export interface SecretSettings {
  readonly detectors?: readonly OwnDetector[]
  readonly allow?: readonly Allowance[]
}

/** All that a settings file may say. */
export interface Settings {
  /** Name of a profile. */
  readonly profile?: string
  /** What rules are set to, by id. */
  readonly rules?: Readonly<Record<string, RuleSetting>>
  readonly secrets?: SecretSettings
}

/** Keys and indexes that lead to a value of the settings. */
export type SettingsPath = readonly (string | number)[]

/** One thing that is wrong with settings. */
export interface SettingsProblem {
  readonly path: SettingsPath
  /** What is wrong and what would be right, as the rest of a sentence, without a full stop. */
  readonly message: string
}

const dotted = (path: SettingsPath): string =>
  path.map((part, at) => (typeof part === "number" ? `[${part}]` : at === 0 ? part : `.${part}`)).join("")

/** Settings of the right shape that can't be meant. */
export class SettingsError extends PlimsollError {
  readonly problems: readonly SettingsProblem[]

  constructor(problems: readonly SettingsProblem[]) {
    const sentences = problems.map(({ path, message }) => `${dotted(path)}: ${message}.`)
    super(sentences[0] ?? "", sentences.slice(1))
    this.problems = problems
  }
}

import type { BudgetSettings } from "./budget.ts"
import { PlimsollError } from "./error.ts"
import type { RuleSetting } from "./option.ts"
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

/** What a team knows of and accepts: findings that all given fields fit. */
export interface Ignore {
  /** Id of a rule, or with `*` of several: `size/*`. */
  readonly rule?: string
  readonly fingerprint?: string
  /** A glob that each of its places fits: what also stands elsewhere is another matter. */
  readonly path?: string
  /** Index of the layer, or what its instruction is like: `COPY *`. */
  readonly layer?: number | string
  /** What a name of the image is like, as people write it: `acme/shop`, `acme/shop:1.*`, `docker.io/acme/*`. */
  readonly image?: string
  /** Of a credential: its type. */
  readonly type?: string
  /** Of a credential: `sha256:<hex>` of its value. */
  readonly value?: string
  readonly reason: string
  /** Whom to ask. */
  readonly owner?: string
  /** The last day that it holds on, `YYYY-MM-DD`, UTC. */
  readonly expires?: string
}

/** What is set otherwise for some images. */
export interface Override {
  /** What a name of the image is like, as people write it: `acme/shop`, `acme/shop:1.*`, `docker.io/acme/*`. */
  readonly image?: string
  /** `linux/arm64`. */
  readonly platform?: string
  readonly profile?: string
  readonly "fail-on"?: Severity | "none"
  readonly rules?: Readonly<Record<string, RuleSetting>>
  readonly budgets?: BudgetSettings
}

/** What a team says of its own secrets. Plain data, so that it can cross a thread. */
export interface SecretSettings {
  readonly detectors?: readonly OwnDetector[]
}

/** All that a settings file may say, under the names that it has there. */
export interface Settings {
  /** Name of a profile. */
  readonly profile?: string
  readonly "fail-on"?: Severity | "none"
  readonly "own-layers-only"?: boolean
  /** What rules are set to, by id. */
  readonly rules?: Readonly<Record<string, RuleSetting>>
  readonly secrets?: SecretSettings
  readonly ignore?: readonly Ignore[]
  readonly budgets?: BudgetSettings
  /** Path of the baseline, from the folder of the settings file. */
  readonly baseline?: string
  /** In order; a later one outranks an earlier one, and all of them what stands beside them. */
  readonly overrides?: readonly Override[]
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

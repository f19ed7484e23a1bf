import type { BudgetSettings } from "./budget.ts"
import type { Image } from "./image.ts"
import type { Location } from "./finding.ts"
import type { OptionValue } from "./option.ts"
import type { ReportBudget } from "./report.ts"
import type { Ignore } from "./settings.ts"
import type { Severity } from "./severity.ts"

/** What a rule says. The engine adds who said it, how loudly, and the fingerprint. */
export interface Remark {
  /** One sentence: what is wrong, with the evidence in it. */
  readonly message: string
  /** What to change in the Dockerfile, ready to paste where it can be. */
  readonly remedy: string
  readonly location: Location
  readonly places?: readonly Location[]
  /** Where it differs from the rule's own. */
  readonly severity?: Severity
  readonly bytes?: number
  /** `valueHash`: `sha256:<hex>` of the value. It stays with the engine, and is in no report. */
  readonly secret?: { readonly type: string; readonly redacted: string; readonly valueHash: string }
  /** What tells this remark from the rule's others in the fingerprint: stable over rebuilds, so never an index, a size or a time. Default: the location's path or key. */
  readonly identity?: string
}

/** A Dockerfile that shows the rule at work; it is printed in the docs and run as a test. */
export interface Examples {
  readonly bad: string
  readonly good: string
  /** What the rule is set to for both, where it finds nothing unless it is told what to look for. */
  readonly options?: Readonly<Record<string, OptionValue>>
  /** What is accepted of both. */
  readonly ignore?: readonly Ignore[]
  /** What both are held to. */
  readonly budgets?: BudgetSettings
}

/** Something that a team may set otherwise. Its default says which kind of value it takes. */
export interface RuleOption<V extends OptionValue = OptionValue> {
  readonly default: V
  /** What it means, with its unit: a phrase without a full stop. */
  readonly help: string
}

export type RuleOptions = Readonly<Record<string, RuleOption>>

type Widened<V> = V extends number
  ? number
  : V extends boolean
    ? boolean
    : V extends string
      ? string
      : V extends readonly string[]
        ? readonly string[]
        : Readonly<Record<string, string>>

/** What was accepted up to a day that has passed. */
export interface ExpiredEntry {
  /** Where it stands: `plimsoll.config.yaml ignore[2]`. */
  readonly name: string
  readonly expires: string
  readonly reason: string
  readonly owner?: string
  /** Tells it from others over rebuilds and edits: what it is about. */
  readonly identity: string
}

/** What a rule knows beside the image. */
export interface RuleContext<O extends RuleOptions = RuleOptions> {
  /** The day of the audit, `YYYY-MM-DD`, UTC. */
  readonly today: string
  /** What the image's budgets came to; none where it has none. */
  readonly budgets?: readonly ReportBudget[]
  /** Entries of what people accept that are for this image and no longer hold. */
  readonly expired?: readonly ExpiredEntry[]
  /** Each as set, or its default. */
  readonly options: { readonly [K in keyof O]: Widened<O[K]["default"]> }
}

/** One check. One file carries it whole: what it is called, why it matters, how it decides, what to do. */
export interface Rule<O extends RuleOptions = RuleOptions> {
  /** `group/name`, public for ever. */
  readonly id: string
  /** The sentence that is true of an image that passes. No full stop. */
  readonly title: string
  readonly severity: Severity
  /** Two to four sentences. */
  readonly why: string
  /** From what in the image it decides. */
  readonly decides: string
  /** What it cannot see. */
  readonly blind: string
  /** What to change, in Dockerfile terms. */
  readonly remedy: string
  readonly examples: Examples
  /** Ids of other people's rules and benchmarks: `CIS 4.1`, `dockle CIS-DI-0001`, `hadolint DL3002`, `trivy DS-0002`. */
  readonly references: readonly string[]
  /** Absolute paths of files whose content it looks at; kept while their layer is read, at most 4 MiB each. The last part may begin with a `*`. */
  readonly reads?: readonly string[]
  readonly options?: O
  check(image: Image, context: RuleContext<O>): Iterable<Remark>
}

/** Gives a rule its types without annotations. */
export const defineRule = <const O extends RuleOptions>(rule: Rule<O>): Rule => rule

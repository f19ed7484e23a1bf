import type { OptionValue } from "./rule.ts"
import type { Severity } from "./severity.ts"

/** What a rule is set to: off, a severity, or that and options by name. */
export type RuleSetting =
  | "off"
  | Severity
  | ({ readonly severity?: "off" | Severity } & { readonly [option: string]: OptionValue | undefined })

/** A set of rules for one kind of image. */
export interface Profile {
  readonly name: string
  /** For which images it is, in one sentence. */
  readonly help: string
  /** What it sets otherwise than the rules themselves. */
  readonly rules: Readonly<Record<string, RuleSetting>>
}

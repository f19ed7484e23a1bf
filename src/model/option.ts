import type { Severity } from "./severity.ts"

/** What an option of a rule may be set to. Sizes are bytes. */
export type OptionValue = number | boolean | string | readonly string[] | Readonly<Record<string, string>>

/** What a rule is set to: off, a severity, or that and options by name. */
export type RuleSetting =
  | "off"
  | Severity
  | ({ readonly severity?: "off" | Severity } & { readonly [option: string]: OptionValue | undefined })

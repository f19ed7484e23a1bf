import type { RuleSetting } from "./option.ts"

/** A set of rules for one kind of image. */
export interface Profile {
  readonly name: string
  /** For which images it is, in one sentence. */
  readonly help: string
  /** What it sets otherwise than the rules themselves. */
  readonly rules: Readonly<Record<string, RuleSetting>>
}

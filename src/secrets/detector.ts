import type { Evidence, Severity } from "../model/index.ts"

/** What a closer look at a match says: it is one for sure, it may well be, it can't be one that was issued, or it is no credential at all. */
export type Opinion = "proved" | "plausible" | "refuted" | "nothing"

/** One family of credentials that can be told by its form alone. */
export interface Detector {
  /** Stands in `secret.type` of a finding: public for ever. */
  readonly type: string
  /** What people call it, with its article: `a GitHub token`. */
  readonly name: string
  /** What leaks with it; `critical` where nobody says. */
  readonly severity?: Severity
  /**
   * Literals of which one stands in every match, case as written. Where the value itself starts with one, that is the
   * public part of the format and may be shown.
   */
  readonly marks: readonly string[]
  /** True where a mark stands inside of a token or a word: it counts wherever it is. To be used sparingly, for it costs. */
  readonly anywhere?: boolean
  /** True where fewer than 16 characters of tokens stand from the mark on. To be used sparingly, for it costs. */
  readonly shortRun?: boolean
  /**
   * Where a match starts: at its mark, so many characters before it, or where the run of characters of tokens
   * (`A-Za-z0-9_.~+/=-`) before the mark starts.
   */
  readonly from?: "mark" | "run" | number
  /**
   * Sticky (`y`) and linear: bounded repetitions only. It says itself where the value must end (`(?![A-Za-z0-9_-])`).
   * The value is the group `value`, or all of the match. What stands before the match need not be looked at: no letter,
   * digit or `_` does, unless it ends an escape such as `\n` or `%3D`.
   */
  readonly pattern: RegExp
  /** `anchored` where nobody says. A `proved` opinion outranks it. */
  readonly evidence?: Evidence
  /** Checksum, structure, or at least the look of something drawn at random; every value is `plausible` where there is none. */
  readonly judge?: (value: string, match: RegExpExecArray) => Opinion
  /** Where and how it is revoked, one or two sentences. */
  readonly revoke: string
}

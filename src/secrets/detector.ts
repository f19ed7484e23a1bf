/** One family of credentials that can be told by its form alone. */
export interface Detector {
  /** Stands in `secret.type` of a finding: public for ever. */
  readonly type: string
  /** What people call it, with its article: `a GitHub token`. */
  readonly name: string
  /**
   * Texts of which one stands in every match: what is looked for first. Where the value itself starts with one, it is
   * the public part of the format and may be shown.
   */
  readonly marks: readonly string[]
  /** Global and linear in time: bounded repetitions, and no start inside a run of its own characters. The value is the group `value` (then with the flag `d`), or all of it. */
  readonly pattern: RegExp
  /** Checksum or structure: false where the value only looks like one. */
  readonly proves?: (value: string, match: RegExpExecArray) => boolean
  /** Where and how it is revoked. */
  readonly remedy: string
}

/** True where a value is varied enough to have been drawn at random: `xxxx…` and `T00000000` are not. */
export function isVaried(value: string, distinct = 8): boolean {
  return new Set(value).size >= distinct && !/(.)\1{7}/.test(value)
}

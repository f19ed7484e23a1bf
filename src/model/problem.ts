import type { Severity } from "./severity.ts"

/** What a problem means for the audit. */
interface Kind {
  /** True where something of the image was not read or not proved: the audit is incomplete and ends in status 2. */
  readonly incomplete: boolean
  /** The rule that reports it as a finding, and how severe it is there; null where it is only noted beside the input. */
  readonly rule:
    | "archive/digest-mismatch"
    | "archive/missing-blob"
    | "archive/unreferenced-blob"
    | "archive/malformed"
    | null
  readonly severity: Severity
}

const unread = (rule: Kind["rule"] = null, severity: Severity = "high"): Kind => ({ incomplete: true, rule, severity })
const noted = (rule: Kind["rule"] = null, severity: Severity = "info"): Kind => ({ incomplete: false, rule, severity })

/** Every problem that reading can meet. Codes are public: they stand in `inputs[].problems[].code`. */
export const PROBLEMS = {
  // The input as a whole
  "not-found": unread(),
  "not-readable": unread(),
  "not-a-regular-file": unread(),
  "not-an-image": unread(),
  "no-such-image": unread(),
  "changed-while-read": unread(),
  timeout: unread(),
  "internal-error": unread(),
  "limit-reached": unread("archive/malformed"),
  "unsupported-compression": unread("archive/malformed"),
  truncated: unread("archive/malformed"),
  "malformed-tar": unread("archive/malformed"),
  "malformed-gzip": unread("archive/malformed"),
  "malformed-zstd": unread("archive/malformed"),
  // Documents
  "invalid-json": unread("archive/malformed"),
  "invalid-manifest": unread("archive/malformed"),
  "invalid-config": unread("archive/malformed"),
  ambiguous: unread("archive/malformed"),
  // Blobs
  "digest-mismatch": unread("archive/digest-mismatch", "critical"),
  "size-mismatch": unread("archive/digest-mismatch", "critical"),
  "diff-id-mismatch": unread("archive/digest-mismatch", "critical"),
  "missing-blob": unread("archive/missing-blob"),
  "foreign-layer": unread("archive/missing-blob"),
  "encrypted-layer": unread("archive/missing-blob"),
  "unsupported-layer": unread("archive/malformed"),
  "absent-platform": noted(),
  // Said, but no reason to fail: nothing of it is in any container.
  "unread-attestation": noted(),
  "unreferenced-blob": noted("archive/unreferenced-blob", "low"),
  // A file's bytes were read, but what they say of packages and programs was not understood.
  "unread-content": noted(),
  // Oddities: read with certainty, but worth knowing
  // Not "low": a flipped bit in the archive's end looks the same as something hidden behind it.
  "trailing-data": noted("archive/malformed", "high"),
  "manifests-differ": noted("archive/malformed", "low"),
  "history-mismatch": noted(),
  "odd-config": noted(),
  "odd-media-type": noted(),
  "path-escapes-root": noted("archive/malformed", "medium"),
  "odd-name": noted("archive/malformed", "low"),
  "odd-entry": noted("archive/malformed", "low"),
  "odd-whiteout": noted("archive/malformed", "low"),
  "missing-link-target": noted("archive/malformed", "low"),
  "many-layers": noted(),
  // An image that was given as the base of another
  "not-its-base": noted(),
  // Images that were to be compared
  "nothing-compared": unread(),
  "not-compared": noted(),
  "unmeasured-budget": unread(),
  // A share of the inputs that was not there when reports were joined, and that nobody wanted to wait for
  "missing-share": noted(),
  // What the settings and the baseline say that is of no use any more
  "unused-ignore": noted(),
  "costly-ignore": noted(),
  "unused-acceptance": noted(),
  "unused-override": noted(),
  "slack-baseline": noted(),
} as const satisfies Record<string, Kind>

export type ProblemCode = keyof typeof PROBLEMS

/** Something that reading an input met. Plain data, so that it can cross a thread. */
export interface Problem {
  readonly code: ProblemCode
  /** One sentence that says what, where (layer, entry, offset), and what to do next. Text from the image is not yet escaped. */
  readonly message: string
  /** Index of the layer within its image, where it is about one. */
  readonly layer?: number
  /** Root-relative path within the layer, where it is about one entry. */
  readonly path?: string
}

/** True where this problem leaves something unread or unproved. */
export const isIncomplete = (problem: Problem): boolean => PROBLEMS[problem.code].incomplete

/** The same of a problem in a report, whose code another version may have written: what is not known is only a note. */
export const isUnread = ({ code }: { readonly code: string }): boolean =>
  Object.hasOwn(PROBLEMS, code) && PROBLEMS[code as ProblemCode].incomplete

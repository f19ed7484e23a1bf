import type { Severity } from "./severity.ts"

/** Where a finding lives, in terms that a person can act on. Indexes count from 0, lines and columns from 1. */
export interface Location {
  readonly kind: "history" | "env" | "label" | "config" | "file" | "layer" | "image" | "attestation" | "archive"
  readonly layer?: number
  /** Absolute path inside the image. */
  readonly path?: string
  readonly line?: number
  readonly column?: number
  /** Index of the history entry. */
  readonly history?: number
  /** Name of the variable, label or config field. */
  readonly key?: string
  /** False = only in a lower layer: no container sees it, everybody who has the image can read it. */
  readonly visible?: boolean
}

/** One thing that is wrong, or worth knowing. */
export interface Finding {
  /** 16 hex digits that survive a rebuild which doesn't change the finding, and reveal nothing of a secret. */
  readonly fingerprint: string
  readonly rule: string
  readonly severity: Severity
  readonly message: string
  readonly remedy: string
  readonly location: Location
  /** The same thing elsewhere. */
  readonly places?: readonly Location[]
  /** Never the value. */
  readonly secret?: { readonly type: string; readonly redacted: string }
  readonly bytes?: number
  /** True where the base image brought it, false where the image's own lines did; absent where that can't be told. */
  readonly inherited?: boolean
  readonly status: "new" | "baseline" | "suppressed"
  /** Of what is not new: why it is accepted, by whom, until which day, and what says so. */
  readonly reason?: string
  readonly owner?: string
  readonly expires?: string
  /** `plimsoll.config.yaml ignore[2]`. */
  readonly acceptedBy?: string
}

import type { Severity } from "../../model/index.ts"

/** One family of credentials whose form alone is too common: the name that it is given to must have a word of its vendor. */
export interface AssignedFamily {
  /** Stands in `secret.type` of a finding: public for ever. */
  readonly type: string
  /** What people call it, with its article: `a Datadog key`. */
  readonly name: string
  /** What leaks with it; `critical` where nobody says. */
  readonly severity?: Severity
  /** Of which one is in the name, in capitals; one that is written in two words is joined: `NEWRELIC`. */
  readonly words: string
  /** Another word that must be in the name, of these. */
  readonly with?: string
  /** All of the value: anchored at both ends, linear. */
  readonly shape: RegExp
  /** The vendor's word says enough: the name need not speak of a key, a token or a secret. */
  readonly alone?: boolean
  /** Where and how it is revoked, one or two sentences. */
  readonly revoke: string
}

/** Forms that many vendors use. */
export const HEX_32 = /^[0-9a-f]{32}$/i
export const HEX_40 = /^[0-9a-f]{40}$/i
export const HEX_64 = /^[0-9a-f]{64}$/i
export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
export const ALNUM_32 = /^[0-9A-Za-z]{32}$/
export const ALNUM_64 = /^[0-9A-Za-z]{64}$/

import type { Evidence, Location, Severity, Waste } from "../../../model/index.ts"

/** `member` of a place for a credential in the name of a file, and in what a link leads to. */
export const NAME = "its name"
export const TARGET = "what it links to"
/** `member` of what is packed without a name. */
export const UNNAMED = "gunzip"
/** Files in which a hash is an account's. */
export const ACCOUNTS = /^\/etc\/(?:g?shadow|(?:master\.)?passwd|group|security\/opasswd)-?$/

/** One place that a credential stands in. */
export interface Place {
  readonly location: Location
  /** The variable, key, option or command that it was given to; `""` where none was. */
  readonly givenTo: string
  /** The part of the file that it stands in, such as a member of an archive; `""` where it is in none. */
  readonly member: string
  /** `base64` and the like; `""` where it stands as it is. */
  readonly encoding: string
  /** What hides the file; null for what is not in a file, and for what a container sees. */
  readonly hiding: Waste | null
}

/** One credential of an image, once however often it occurs. */
export interface Secret {
  readonly type: string
  /** What people call it, with its article. */
  readonly name: string
  readonly evidence: Evidence
  /** Where it differs from the rule's own. */
  readonly severity: Severity | null
  readonly redacted: string
  /** `sha256:<hex>` of the value: to compare with what is allowed, never to be shown. */
  readonly valueHash: string
  /** Where and how it is revoked. */
  readonly revoke: string
  /** True where a file known for holding credentials says so, rather than the form of the value. */
  readonly isOfFile: boolean
  /** True where the file is the secret as a whole, as a store of keys is: no string of it is any. */
  readonly isStore: boolean
  /** The first decides which rule tells of it; never empty. */
  readonly places: readonly Place[]
  /** Tells it from others of its kind: stable over rebuilds, reveals nothing. */
  readonly identity: string
}

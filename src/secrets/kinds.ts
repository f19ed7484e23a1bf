import type { Severity } from "../model/index.ts"
import { ASSIGNED } from "./assignments/index.ts"
import { FAMILIES } from "./detectors/index.ts"
import { FILE_FAMILIES, SENSITIVE } from "./files/index.ts"

/** What there is to say of a family of credentials. */
export interface Kind {
  /** What people call it, with its article: `a GitHub token`. */
  readonly name: string
  /** Null where it depends on where it stands. */
  readonly severity: Severity | null
  /** Where and how it is revoked. */
  readonly revoke: string
  /** True for what only a file known for holding credentials gives away. */
  readonly isOfFile: boolean
}

const UNKNOWN: Kind = {
  name: "a credential",
  severity: null,
  revoke: "Change it wherever it is accepted.",
  isOfFile: false,
}

const kinds = <T extends { readonly type: string; readonly name: string; readonly revoke: string }>(
  rows: readonly T[],
  severityOf: (row: T) => Severity | null,
  isOfFile: boolean,
): [string, Kind][] =>
  rows.map((row) => [row.type, { name: row.name, revoke: row.revoke, severity: severityOf(row), isOfFile }])

/** A type that two groups know is told as the surer one tells it: the last. */
const KINDS: ReadonlyMap<string, Kind> = new Map([
  ...kinds(
    [...SENSITIVE.values()].map(({ kind, name, advice, severity }) => ({ type: kind, name, revoke: advice, severity })),
    ({ severity }) => severity,
    true,
  ),
  ...kinds(
    Object.entries(FILE_FAMILIES).map(([type, family]) => ({ type, ...family })),
    () => null,
    true,
  ),
  ...kinds(ASSIGNED, ({ severity }) => severity ?? null, false),
  ...kinds(FAMILIES, ({ severity }) => severity ?? "critical", false),
])

/** Every type that a sighting can have without own detectors. */
export const TYPES: readonly string[] = [...KINDS.keys()]

export const isKnownType = (type: string): boolean => KINDS.has(type)

/** What there is to say of the type of a sighting. */
export const kindOf = (type: string): Kind => KINDS.get(type) ?? UNKNOWN

/**
 * What tells that a text is a credential, the surest first. `proved`: a checksum or its structure. `anchored`: a mark
 * that only its vendor's format has. `structured`: the place it stands in, such as a PEM block, a URL or a field of a
 * credential file. `generic`: only the name that it was given to. `refuted`: it has the form, but its checksum is wrong,
 * so nobody issued it.
 */
export type Evidence = "proved" | "anchored" | "structured" | "generic" | "refuted"

/** A credential seen in a text. It holds the secret itself: for the redactor and for comparing, never for a message. */
export interface Sighting {
  /** Family, `secret.type` of a finding: `github-token`. Public for ever. */
  readonly type: string
  readonly evidence: Evidence
  readonly value: string
  /** The variable, key, option or command that it was given to; `""` where none was. */
  readonly givenTo: string
  /** Line of the text that it starts in, from 1; 0 where there are no lines to speak of. */
  readonly line: number
  /** What the value stands in, outermost first, joined by `!`: `BOOT-INF/application.yml` in a jar; `""` where in none. */
  readonly member: string
  /** How it is written there: `""` as it is, else `base64`, `percent-encoded`, `UTF-16`. */
  readonly encoding: string
}

/** Looks at the content of files while their layer is read, one file after the other. One for each thread. */
export interface Inspector {
  /** A file begins; all of its bytes follow, in pieces. `path` as in a listing; `member` as in `Sighting`. */
  open(path: string, member: string): void
  /** The bytes are valid during the call only. */
  piece(bytes: Uint8Array): void
  /** The file is at its end, or was cut. */
  close(): readonly Sighting[]
  /** False where the file that was closed last was too much to be looked at wholly. */
  readonly isWhole: boolean
}

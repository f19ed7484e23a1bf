/** A credential that a file holds; what isn't said is the same for all of its kind of file. */
export interface Found {
  readonly type?: string
  /** The key, machine or user that the value belongs to. */
  readonly givenTo: string
  readonly value: string
  readonly line: number
  readonly encoding?: string
}

/** Credentials of one file. `text` has one character for each byte; `path` as in a listing. */
export type Read = (text: string, path: string) => Iterable<Found>

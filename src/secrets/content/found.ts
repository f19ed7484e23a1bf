import type { Evidence } from "../../model/index.ts"

/** A credential at a place of a text. */
export interface Found {
  readonly type: string
  readonly evidence: Evidence
  readonly value: string
  readonly givenTo: string
  readonly encoding: string
  /** As in `Sighting`. */
  readonly line: number
  /** Where the value starts, and what it takes there, in characters. */
  readonly index: number
  readonly length: number
}

/** A text whose characters are bytes, as the text that they are in UTF-8. */
export const decoded = (latin1: string): string =>
  /[\x80-\xff]/.test(latin1) ? Buffer.from(latin1, "latin1").toString("utf8") : latin1

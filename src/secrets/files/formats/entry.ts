/** A literal that a file gives to a name. */
export interface Entry {
  /** Sections, parents and the key itself, outermost first; places in lists are left out. */
  readonly path: readonly string[]
  readonly value: string
  /** Line that the value starts in, from 1. */
  readonly line: number
}

/** Entries of a text in its order. Reads what can be read of a malformed one; never throws, and is linear in the text. */
export type Format = (text: string) => Iterable<Entry>

/** Parents that are kept of an entry: hostile nesting would make each path as long as its file. */
export const DEEPEST = 64

/** Characters that a value may run over line ends: a certificate and its key, not the rest of a file whose quote never closes. */
export const LONGEST = 65_536

import type { Severity } from "../../model/index.ts"

/** A stretch of text that is what it is: a path, a command, a name. May come from an image. */
export interface Code {
  readonly code: string
}

/** Words of ours that stand out. */
export interface Strong {
  readonly strong: string
  /** What they mean, where a page may give them a colour. */
  readonly tone?: Tone
}

export type Tone = Severity | "pass" | "fail" | "incomplete"

/** A text may come from an image: words in it that a host could take for more than words become code. */
export type Inline = string | Code | Strong

/** What stands on one line. */
export type Line = readonly Inline[]

/** One column of a table. */
export interface Column {
  readonly head: string
  readonly align?: "right"
}

/** A part of a document, as data: nothing of it is markup. */
export type Block =
  | { readonly kind: "heading"; readonly level: 1 | 2 | 3 | 4; readonly line: Line }
  /** Lines of one paragraph, each on a line of its own. */
  | { readonly kind: "paragraph"; readonly lines: readonly Line[] }
  /** What nobody may read past. */
  | { readonly kind: "alert"; readonly tone: Tone; readonly lines: readonly Line[] }
  | { readonly kind: "table"; readonly columns: readonly Column[]; readonly rows: readonly (readonly Line[])[] }
  | { readonly kind: "list"; readonly items: readonly (readonly Block[])[] }
  /** Lines of a shell. */
  | { readonly kind: "code"; readonly lines: readonly string[] }
  /** Hidden until it is asked for. */
  | { readonly kind: "fold"; readonly summary: Line; readonly blocks: readonly Block[] }

export const code = (text: string): Code => ({ code: text })
export const strong = (text: string, tone?: Tone): Strong =>
  tone === undefined ? { strong: text } : { strong: text, tone }
export const heading = (level: 1 | 2 | 3 | 4, ...line: Line): Block => ({ kind: "heading", level, line })
export const paragraph = (...lines: readonly Line[]): Block => ({ kind: "paragraph", lines })
export const list = (items: readonly (readonly Block[])[]): Block => ({ kind: "list", items })

/** A table; nothing where it has no rows. */
export const table = (columns: readonly Column[], rows: readonly (readonly Line[])[]): readonly Block[] =>
  rows.length === 0 ? [] : [{ kind: "table", columns, rows }]

/** Some things in a row, such as names. */
export const joined = (items: readonly Inline[], between = ", "): Line =>
  items.flatMap((item, at) => (at === 0 ? [item] : [between, item]))

import { term } from "../shared/term.ts"

// A symbol, so that nothing that came out of JSON can pass for markup.
const TEXT = Symbol("markup")

/** HTML as `html` made it: what was put in is escaped. */
export interface Markup {
  readonly [TEXT]: string
}

/** What may stand in a template. Null, undefined and false render nothing; a list its items, one after the other. */
export type Piece = Markup | string | number | null | undefined | false | readonly Piece[]

const NAMES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" }

const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => NAMES[character] ?? "")

function written(piece: Piece): string {
  if (typeof piece === "string") return escape(term(piece))
  if (typeof piece === "number") return String(piece)
  if (piece === null || piece === undefined || piece === false) return ""
  return TEXT in piece ? piece[TEXT] : piece.map(written).join("")
}

/**
 * A template of HTML. What is put in is text of a node or of a quoted attribute, escaped for both and shown as `shown`
 * does, unless a template made it. No value may stand in a tag without quotes, in a script or in a style.
 */
export const html = (parts: TemplateStringsArray, ...pieces: readonly Piece[]): Markup => ({
  [TEXT]: String.raw({ raw: parts }, ...pieces.map(written)),
})

/** Text of our own that is HTML already: a style sheet, a script, JSON with its `<` escaped. Never anything from an image. */
export const raw = (text: string): Markup => ({ [TEXT]: text })

/** The finished text. */
export const textOf = (markup: Markup): string => markup[TEXT]

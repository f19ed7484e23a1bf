/** What a value of a settings file may be. Data, so that whatever describes the settings is made from it. */
export type Shape = TextShape | FlagShape | ChoiceShape | ListShape | SectionShape | MapShape | ValueShape | EitherShape

interface TextShape {
  readonly kind: "text"
  /** As in "must be …". */
  readonly what: string
  readonly form?: RegExp
  /** A day that is in the calendar, `YYYY-MM-DD`. */
  readonly format?: "date"
  readonly most: number
  /** A number of 0 or more is right too, and stays one or is made a text of its digits. A whole one where it stays. */
  readonly number?: "stays" | "text"
}

interface FlagShape {
  readonly kind: "flag"
}

interface ChoiceShape {
  readonly kind: "choice"
  readonly of: readonly string[]
}

interface ListShape {
  readonly kind: "list"
  readonly of: Shape
  readonly least: number
  readonly most: number
}

/** One key of a section. */
export interface Key {
  /** What it means, as a sentence. */
  readonly help: string
  readonly shape: Shape
  readonly isRequired?: true
  /** What is in force where nobody says. */
  readonly default?: string | boolean
}

interface SectionShape {
  readonly kind: "section"
  /** What it describes: `a detector`. */
  readonly what: string
  readonly keys: Readonly<Record<string, Key>>
  /** Keys of which one must be there; none where nothing is asked. */
  readonly oneOf: readonly string[]
}

/** Any keys, all of one shape. */
interface MapShape {
  readonly kind: "map"
  /** What it describes: `rules`. */
  readonly what: string
  readonly of: Shape
  readonly most: number
}

/** What somebody else understands: a word, a number, true or false, a list of texts, or keys with such. */
interface ValueShape {
  readonly kind: "value"
  /** As in "must be …". */
  readonly what: string
  /** How many lists and keys it may be deep. */
  readonly depth: number
}

/** A text where it is one, else keys with values. */
interface EitherShape {
  readonly kind: "either"
  readonly text: TextShape
  readonly section: SectionShape
}

/** What a shape wants, as in "must be …". */
export function wanted(shape: Shape): string {
  switch (shape.kind) {
    case "text":
    case "value":
      return shape.what
    case "flag":
      return "true or false"
    case "choice":
      return `${shape.of.slice(0, -1).join(", ")} or ${shape.of.at(-1)}`
    case "list":
      return "a list"
    case "either":
      return `${shape.text.what}, or the keys ${Object.keys(shape.section.keys).join(", ")}`
    case "map":
    case "section":
      return `${shape.what}: keys with values`
  }
}

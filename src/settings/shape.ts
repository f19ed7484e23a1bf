/** What a value of a settings file may be. Data, so that whatever describes the settings is made from it. */
export type Shape = TextShape | ChoiceShape | ListShape | SectionShape | MapShape | ValueShape

interface TextShape {
  readonly kind: "text"
  /** As in "must be …". */
  readonly what: string
  readonly form?: RegExp
  /** Fits what only looks right: a date that is in the calendar. */
  readonly isReal?: (text: string) => boolean
  readonly most: number
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

interface SectionShape {
  readonly kind: "section"
  /** What it describes: `a detector`. */
  readonly what: string
  readonly keys: Readonly<Record<string, Shape>>
  readonly required: readonly string[]
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

/** What a shape wants, as in "must be …". */
export function wanted(shape: Shape): string {
  switch (shape.kind) {
    case "text":
      return shape.what
    case "choice":
      return `${shape.of.slice(0, -1).join(", ")} or ${shape.of.at(-1)}`
    case "list":
      return "a list"
    case "value":
      return shape.what
    case "map":
    case "section":
      return `${shape.what}: keys with values`
  }
}

import type { Settings, SettingsPath } from "../model/index.ts"
import { withoutComments } from "./comments.ts"
import { refuse } from "./guard.ts"
import { parsePlain, PLAIN } from "./plain.ts"
import type { Shape } from "./shape.ts"
import { SETTINGS } from "./shapes.ts"
import { offsetAt, walk, type Complaint } from "./walk.ts"

/** A place of a text, both from 1. */
interface Position {
  readonly line: number
  readonly column: number
}

/** What a text says, held against a shape. */
export interface ShapedReading {
  /** Of the shape where nothing is complained of, and only then to be used; undefined where there is nothing. */
  readonly value: unknown
  /** In the order of the text. */
  readonly complaints: readonly (Position & { readonly message: string })[]
  /** Where a value is written. */
  readonly positionOf: (path: SettingsPath) => Position
}

interface SettingsReading extends Pick<ShapedReading, "complaints" | "positionOf"> {
  /** To be used only where nothing is complained of. */
  readonly settings: Settings
}

/** A list of everything wrong with a novel helps nobody. */
const MOST_COMPLAINTS = 20

/** Reads a settings file: YAML, or JSON that may have comments. */
export async function readSettings(given: string, kind: "yaml" | "json" = "yaml"): Promise<SettingsReading> {
  const { value, complaints, positionOf } = await readShaped(given, kind, SETTINGS)
  const { $schema: _, ...settings } = (value ?? {}) as Settings & { $schema?: string }
  return { settings, complaints, positionOf }
}

/** Reads a text that anybody may have written. */
export async function readShaped(given: string, kind: "yaml" | "json", shape: Shape): Promise<ShapedReading> {
  const quick = kind === "yaml" ? quickReading(given, shape) : null
  if (quick !== null) return quick
  const yaml = await import("yaml")
  const text = kind === "json" ? withoutComments(given) : given
  const refused = refuse(yaml, text)
  if (refused !== null) return reading(undefined, text, [refused], () => 0)
  // Whether keys repeat is asked below: here it would take a time that grows with the square of their number.
  const document = yaml.parseDocument(text, {
    prettyErrors: false,
    uniqueKeys: false,
    logLevel: "error",
    // Where `//` is a comment, text without quotes can't be right.
    schema: kind === "json" ? "json" : "core",
  })
  const { contents: root } = document
  const complaints = [...document.errors, ...document.warnings].map(({ pos, message }): Complaint => ({
    offset: pos[0],
    message: `this is neither YAML nor JSON: ${plain(message)}`,
  }))
  // Without contents, or with nothing but comments, it asks for nothing.
  if (complaints.length > 0 || root === null) return reading(undefined, text, complaints, () => 0)
  const value = walk(yaml, root, shape, complaints)
  return reading(value, text, complaints, (path) => offsetAt(yaml, root, path))
}

/** Of what needs no full parser, and has nothing to complain of; null for everything else. */
function quickReading(text: string, shape: Shape): ShapedReading | null {
  const root = parsePlain(text)
  if (root === null) return null
  const complaints: Complaint[] = []
  const value = walk(PLAIN, root, shape, complaints)
  return complaints.length > 0 ? null : reading(value, text, [], (path) => offsetAt(PLAIN, root, path))
}

const OURS = [
  [/unresolved plain scalar/i, "text must be in double quotes"],
  [/call stack/i, "it is nested too deep"],
  [/multiple documents/i, "there is more than one document"],
] as const

/** A parser's complaint without a full stop, and without the text that it quotes. */
const plain = (message: string): string =>
  OURS.find(([sign]) => sign.test(message))?.[1] ??
  message
    .replace(/: ["'].*$/s, "")
    .replace(/\.$/, "")
    .slice(0, 200)

const reading = (
  value: unknown,
  text: string,
  complaints: readonly Complaint[],
  offsetOf: (path: SettingsPath) => number,
): ShapedReading => ({
  value,
  complaints: complaints
    .toSorted((a, b) => a.offset - b.offset)
    .slice(0, MOST_COMPLAINTS)
    .map(({ offset, message }) => {
      const { line, column } = positionIn(text, offset)
      return { line, column, message }
    }),
  positionOf: (path) => positionIn(text, offsetOf(path)),
})

function positionIn(text: string, offset: number): Position {
  const before = text.slice(0, offset).split("\n")
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

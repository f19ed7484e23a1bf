// Controls, formats (bidi marks, zero width, tags), lone surrogates, line and paragraph separators, and all that Unicode
// tells renderers to show nothing for: what a terminal obeys or a reader cannot see.
const HIDDEN = String.raw`[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]`

// What build servers take for a command of ours. GitHub trims a line before it looks for `::`, and a wrapped text may
// break at any blank, so every word counts as the start of a line.
const COMMANDS = String.raw`##(?=[a-z]*\[)|(?<=^|\s)::|(?<=^|\s)section_(?=(?:start|end):)`

// Nearly all text is plain, and that is told in a twentieth of the time that the classes of Unicode take.
const SUSPECT = /[^\x20-\x7e…]|##|::|section_/i
const ANY = new RegExp(`${HIDDEN}|${COMMANDS}`, "iu")
const ALL = new RegExp(`\\\\|${HIDDEN}|${COMMANDS}`, "giu")

const NAMED = new Map([
  ["\\", "\\\\"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
  ["##", "#\\x23"],
  ["::", "\\x3a:"],
])

const hex = (code: number): string => code.toString(16).padStart(2, "0")

function escape(found: string): string {
  const named = NAMED.get(found)
  if (named !== undefined) return named
  const code = found.codePointAt(0) ?? 0
  if (found.length > 2) return `\\x${hex(code)}${found.slice(1)}`
  if (code < 0x80) return `\\x${hex(code)}`
  // A byte that was no UTF-8, as src/model/listing.ts keeps it.
  if (code >= 0xdc80 && code <= 0xdcff) return `\\x${hex(code - 0xdc00)}`
  return `\\u{${hex(code)}}`
}

/**
 * Text from an image as it may be written to a terminal or a build log: on one line, with everything visible that a
 * terminal would obey (`\x1b`, `\u{202e}`, and `\xff` for a byte that is no UTF-8), and nothing that a build server
 * would take for a command. Backslashes are doubled where anything was escaped, and only there.
 */
export const term = (text: string): string => (SUSPECT.test(text) && ANY.test(text) ? text.replace(ALL, escape) : text)

// Own, not the string-width that cli-table3 brings: that one knows combining marks up to U+036F only, is no dependency
// of ours to import, and cannot cut. Tables keep image text in their last column, where the two need not agree.

/** Ranges of Unicode's East Asian Width W and F, emoji apart. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18cff],
  [0x1b000, 0x1b2ff],
  [0x20000, 0x3fffd],
]
const ASCII = /^[\x20-\x7e]*$/
const COMBINING = /^[\p{Mn}\p{Me}]$/u
const EMOJI = /^\p{Emoji_Presentation}$/u

function columnsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x300) return 1
  if (COMBINING.test(character)) return 0
  return EMOJI.test(character) || WIDE.some(([from, to]) => code >= from && code <= to) ? 2 : 1
}

/** Columns that a text without control characters takes on a terminal. */
export function columns(text: string): number {
  if (ASCII.test(text)) return text.length
  let sum = 0
  for (const character of text) sum += columnsOf(character)
  return sum
}

/** The longest start of a text that fits, combining marks and all; a pile of marks ends it too. */
function fitting(text: string, width: number): string {
  let used = 0
  let end = 0
  for (const character of text) {
    used += columnsOf(character)
    if (used > width || end > width * 8) break
    end += character.length
  }
  return text.slice(0, end)
}

/** A text cut to a width, with `mark` at its end where something was cut. */
export function cut(text: string, width: number, mark: string): string {
  if (text.length <= width * 8 && columns(text) <= width) return text
  return fitting(text, width - mark.length).trimEnd() + mark
}

/** The longest end of a text that fits. */
function fittingEnd(text: string, width: number): string {
  const characters = Array.from(text.slice(-width * 8))
  let used = 0
  const start = characters.findLastIndex((character) => (used += columnsOf(character)) > width)
  return characters.slice(start + 1).join("")
}

/** A path cut in its middle, so that its root and its name stay. */
export function cutMiddle(text: string, width: number, mark: string): string {
  if (text.length <= width * 8 && columns(text) <= width) return text
  const room = width - mark.length
  const head = fitting(text, Math.floor(room / 3))
  return head + mark + fittingEnd(text, room - columns(head))
}

/** A text cut at its start, where its end tells more. */
export function cutStart(text: string, width: number, mark: string): string {
  if (text.length <= width * 8 && columns(text) <= width) return text
  return mark + fittingEnd(text, width - mark.length)
}

/** A text in lines of at most `width` columns, broken at blanks; a word that is longer is cut. */
export function wrap(text: string, width: number, mark: string): string[] {
  const lines: string[] = []
  let line = ""
  let used = 0
  for (const whole of text.split(" ")) {
    if (whole === "") continue
    const word = cut(whole, width, mark)
    const size = columns(word)
    if (line !== "" && used + 1 + size > width) {
      lines.push(line)
      line = ""
      used = 0
    }
    used += size + (line === "" ? 0 : 1)
    line = line === "" ? word : `${line} ${word}`
  }
  if (line !== "") lines.push(line)
  return lines
}

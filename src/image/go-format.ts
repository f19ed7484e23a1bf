/** What a backslash and a letter stand for in Go (language specification, "Rune literals"). */
const ESCAPES = new Map([
  ["a", "\u0007"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
])
const ESCAPE = /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|([0-7]{3})|([\s\S]))/gi
const STRING = /\s*"/y

/** The text that Go printed as `%q`, given without its quotes. */
export const unquoteGo = (text: string): string =>
  text.replace(ESCAPE, (all, byte?: string, short?: string, long?: string, octal?: string, letter = "") => {
    const code = octal === undefined ? parseInt(byte ?? short ?? long ?? "", 16) : parseInt(octal, 8)
    if (Number.isNaN(code)) return ESCAPES.get(letter) ?? letter
    return code <= 0x10ffff ? String.fromCodePoint(code) : all
  })

/** A list that Go printed as `%q` (`["a" "b c"]`), and where the text goes on after it; null where none stands at the start. */
export function goList(text: string): { items: string[]; end: number } | null {
  if (!text.startsWith("[")) return null
  const items: string[] = []
  let end = 1
  for (;;) {
    STRING.lastIndex = end
    if (!STRING.test(text)) break
    const start = STRING.lastIndex
    const close = endOfString(text, start)
    if (close < 0) return null
    items.push(unquoteGo(text.slice(start, close)))
    end = close + 1
  }
  return text[end] === "]" ? { items, end: end + 1 } : null
}

/** Where the string ends whose content begins at `from`; -1 where it doesn't. */
function endOfString(text: string, from: number): number {
  for (let index = from; index < text.length; index++) {
    if (text[index] === "\\") index++
    else if (text[index] === '"') return index
  }
  return -1
}

/** The words of a list or of a map to nothing that Go printed as `%v`: `[/a /b]`, `map[80/tcp:{} 443/tcp:{}]`; null for another text. */
export function goWords(text: string): string[] | null {
  const start = text.startsWith("map[") ? 4 : 1
  if (!(start === 4 || (text.startsWith("[") && !text.startsWith('["'))) || !text.endsWith("]")) return null
  return text
    .slice(start, -1)
    .split(/\s+/)
    .filter((word) => word !== "")
    .map((word) => (start === 4 && word.endsWith(":{}") ? word.slice(0, -3) : word))
}

/** Characters of a text of one byte each, by their code: 1 for those that a class has. */
export type CharClass = Uint8Array

/** The class of all characters that match `pattern`. */
export const classOf = (pattern: RegExp): CharClass =>
  Uint8Array.from({ length: 256 }, (_, code) => Number(pattern.test(String.fromCharCode(code))))

export const isIn = (chars: CharClass, code: number): boolean => chars[code & 255] === 1

/** Where the run of a class that goes on at `from` ends, `most` characters later at the latest. */
export function endOfRun(chars: CharClass, text: string, from: number, most: number): number {
  const last = Math.min(text.length, from + most)
  let at = from
  while (at < last && isIn(chars, text.charCodeAt(at))) at++
  return at
}

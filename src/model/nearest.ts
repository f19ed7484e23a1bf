/** Number of letters to insert, drop or change to get from one word to the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (const [at, letter] of Array.from(one).entries()) {
    const next = [at + 1]
    for (let to = 1; to <= other.length; to++)
      next.push(
        Math.min((row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1, (row[to - 1] ?? 0) + (other[to - 1] === letter ? 0 : 1)),
      )
    row = next
  }
  return row[other.length] ?? 0
}

/** What somebody who wrote `word` probably meant, or null where nothing is near. */
export function nearest(word: string, names: readonly string[]): string | null {
  if (word.length > 64) return null
  const [best] = names
    .map((name) => ({ name, far: distance(word, name) }))
    .toSorted((one, other) => one.far - other.far)
  return best !== undefined && best.far <= Math.max(1, Math.floor(word.length / 3)) ? best.name : null
}

/** The end of a sentence about an unknown word: what was probably meant, else `otherwise`. */
export function didYouMean(word: string, names: readonly string[], otherwise = ""): string {
  const near = nearest(word, names)
  return near === null ? otherwise : `; did you mean ${near}?`
}

/** A sentence has one mark at its end, and a question has its own. */
export const ended = (message: string): string => `${message}${message.endsWith("?") ? "" : "."}`

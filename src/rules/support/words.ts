const LONGEST = 60

/** Text from an image for use in a sentence. Cut only between words: half a credential would be one that no redaction knows. */
export function show(text: string): string {
  if (text.length <= LONGEST) return text
  const end = text.lastIndexOf(" ", LONGEST - 1)
  return end > 0 ? `${text.slice(0, end)} …` : `a text of ${text.length} characters`
}

/** `a, b and c`. */
export const list = (items: readonly string[]): string =>
  items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`

/** Text from an image for use in a sentence, at most 60 characters of it. */
export const show = (text: string): string => (text.length <= 60 ? text : `${text.slice(0, 59)}…`)

/** `a, b and c`. */
export const list = (items: readonly string[]): string =>
  items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`

/** Words in the exec form of a Dockerfile: `["sh", "-c"]`. */
export const execForm = (words: readonly string[]): string =>
  `[${words.map((word) => JSON.stringify(word)).join(", ")}]`

/** `1 layer`, `2 layers`. */
export const many = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`

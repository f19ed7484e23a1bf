import { term } from "./term.ts"

/** Text from outside on one line, safe to show, of its first `most` characters. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return term(text)
  // Half a character would be shown as what it is.
  return `${term(text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, ""))}…`
}

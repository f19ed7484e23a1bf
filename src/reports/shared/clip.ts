import { term } from "./term.ts"

/** Half a character, which would be shown as what it is. */
const HALF = /[\ud800-\udbff]$/

/** Text from outside on one line, safe to show, in `most` characters at most: what is escaped takes more than it was. */
export function clip(text: string, most: number): string {
  const shown = term(text.slice(0, most).replace(text.length > most ? HALF : "", ""))
  if (text.length <= most && shown.length <= most) return shown
  return `${shown.slice(0, most - 1).replace(HALF, "")}…`
}

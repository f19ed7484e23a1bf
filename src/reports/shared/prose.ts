import { term } from "./term.ts"

/** Characters of one text that is shown whole: more is not read by anybody, and hosts cut it or refuse the report. */
const MOST = 2000

/** A text of several lines, each as `term` writes it; a long one is cut. */
export const prose = (text: string, most = MOST): string =>
  (text.length > most ? `${text.slice(0, most)}…` : text).split("\n").map(term).join("\n")

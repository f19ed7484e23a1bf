import { term } from "../shared/term.ts"
import type { Code } from "./blocks.ts"

/** A text is cut after so many characters: what nobody reads must not cost everybody. */
const LONGEST = 1200

// Letters and digits with what stands between them in a sentence; nothing that Markdown or a host could act on.
const WORD = /^[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:[.'’,–-][\p{L}\p{N}\p{M}]+)*$/u
const NUMBER = /^[+−-]?\d[\d.,]*%?$/
const SIGN = /^[-–—·×→+…%✓✗☐]$/
// Plain to Markdown, yet hosts make links of them: commits, issues of trackers, addresses without a scheme.
const REFERENCE = /^(?:www\.|gh-\d|[0-9a-f]{7,64}$)|^[A-Z][A-Z0-9_]+-\d/iu
// How messages quote a line of the Dockerfile.
const INSTRUCTION = /(?<=\()((?:ADD|CMD|COPY|ENTRYPOINT|ENV|RUN|USER|WORKDIR) [^()]*)(?=\))/
const OPENING = "([\"'“‘"
const CLOSING = ".,;:!?)\"'”’…"
// Brackets mean something to Markdown, so one that opens a word makes it code.
const HARMLESS = /^[(."'“‘,;:!?)”’…]*$/u

/** The first part of a text, whole characters only. */
export const clip = (text: string, most: number = LONGEST): string =>
  text.length <= most ? text : `${text.slice(0, most).replace(/[\ud800-\udbff]$/, "")}…`

/**
 * A sentence that may hold text from an image, as words and code: what stands between backticks, and every word that
 * holds more than letters, digits and the signs of a sentence, such as paths, mentions, addresses and markup.
 */
export function prose(text: string): readonly (string | Code)[] {
  const parts = term(clip(text)).split("`")
  const isPaired = parts.length % 2 === 1
  const pieces = isPaired
    ? parts.flatMap((part, at) => (at % 2 === 1 ? [{ code: part }] : words(part)))
    : words(parts.join("`"))
  return merged(pieces)
}

const words = (text: string): (string | Code)[] =>
  text
    .split(INSTRUCTION)
    .flatMap((part, at) =>
      at % 2 === 1
        ? [{ code: part }]
        : part.split(" ").flatMap((word, index) => (index === 0 ? tokens(word) : [" ", ...tokens(word)])),
    )

/** A word without the signs of the sentence around it. */
function tokens(word: string): (string | Code)[] {
  let start = 0
  let end = word.length
  while (start < end && OPENING.includes(word.charAt(start))) start += 1
  while (end > start && CLOSING.includes(word.charAt(end - 1)) && !closes(word, start, end)) end -= 1
  const core = word.slice(start, end)
  const [before, after] = [word.slice(0, start), word.slice(end)]
  if (!HARMLESS.test(before)) return [{ code: word }]
  if (core === "" || isPlain(core)) return [word]
  return [before, { code: core }, after].filter((piece) => piece !== "")
}

/** True where the last sign is the end of something in the word itself: `main()`. */
const closes = (word: string, start: number, end: number): boolean =>
  word.charAt(end - 1) === ")" && word.slice(start, end).includes("(")

const isPlain = (word: string): boolean =>
  ((WORD.test(word) && !REFERENCE.test(word)) || NUMBER.test(word) || SIGN.test(word)) && !/^\d{7,}$/.test(word)

/** Code beside code is one, words beside words are one text. */
function merged(pieces: readonly (string | Code)[]): readonly (string | Code)[] {
  const all: (string | Code)[] = []
  for (const piece of pieces) {
    const last = all.at(-1)
    if (typeof piece === "string" && typeof last === "string") all[all.length - 1] = last + piece
    else if (typeof piece === "object" && typeof last === "object")
      all[all.length - 1] = { code: last.code + piece.code }
    else if (typeof piece === "object" ? piece.code !== "" : piece !== "") all.push(piece)
  }
  return all
}

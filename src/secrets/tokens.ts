import { type Mark, MARKS } from "./marks.ts"
import { matchAt, type TokenMatch } from "./match.ts"

const RANK = { proved: 0, anchored: 1, structured: 2, generic: 3, refuted: 4 } as const

/** Characters of which marks are made: printable ASCII. */
const ASCII = 128
/** Marks by their first two characters: nearly every place of a text is told by those alone. */
const BY_HEAD = Array.from({ length: ASCII * ASCII }, (): readonly Mark[] | undefined => undefined)
const STARTS = new Uint8Array(ASCII)
for (const mark of MARKS) {
  const head = mark.text.charCodeAt(0) * ASCII + mark.text.charCodeAt(1)
  BY_HEAD[head] = [...(BY_HEAD[head] ?? []), mark]
  STARTS[mark.text.charCodeAt(0)] = 1
}

/** Every token that a text holds and that can be told by its form, in order, none overlapping another. Linear in the text. */
export function findTokens(text: string): TokenMatch[] {
  const found: TokenMatch[] = []
  for (let at = 0; at + 1 < text.length; at++) {
    const first = text.charCodeAt(at)
    if (first >= ASCII || STARTS[first] === 0) continue
    const second = text.charCodeAt(at + 1)
    const marks = second < ASCII ? BY_HEAD[first * ASCII + second] : undefined
    if (marks !== undefined) for (const mark of marks) if (text.startsWith(mark.text, at)) take(mark, text, at, found)
  }
  return withoutOverlaps(found)
}

function take({ detectors }: Mark, text: string, at: number, found: TokenMatch[]): void {
  for (const detector of detectors) {
    const match = matchAt(detector, text, at)
    if (match !== null) found.push(match)
  }
}

/** Of matches that overlap the surest stays, then the earlier family, then the longer. */
export function withoutOverlaps<T extends Pick<TokenMatch, "index" | "value" | "evidence">>(
  matches: readonly T[],
): T[] {
  if (matches.length < 2) return [...matches]
  const kept: T[] = []
  const order = matches
    .map((match, row) => ({ match, row }))
    .toSorted((a, b) => a.match.index - b.match.index || a.row - b.row)
    .map(({ match }) => match)
  for (const match of order) {
    const last = kept.at(-1)
    if (last === undefined || last.index + last.value.length <= match.index) kept.push(match)
    else if (RANK[match.evidence] < RANK[last.evidence]) kept[kept.length - 1] = match
  }
  return kept
}

import type { Mark } from "./marks.ts"
import { MARKS } from "./marks.ts"
import { matchAt, type TokenMatch } from "./match.ts"

const RANK = { proved: 0, anchored: 1, structured: 2, generic: 3, refuted: 4 } as const

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`)
/** Of no width, so that every place where a mark starts is seen, also inside another mark. */
const ANY_MARK = new RegExp(`(?=${MARKS.map(({ text }) => escape(text)).join("|")})`, "g")

const byHead = new Map<string, Mark[]>()
for (const mark of MARKS) {
  const head = mark.text.slice(0, 2)
  const known = byHead.get(head)
  if (known === undefined) byHead.set(head, [mark])
  else known.push(mark)
}

/** Every token that a text holds and that can be told by its form, in order, none overlapping another. Linear in the text. */
export function findTokens(text: string): TokenMatch[] {
  const found: TokenMatch[] = []
  for (const { index } of text.matchAll(ANY_MARK))
    for (const mark of byHead.get(text.slice(index, index + 2)) ?? [])
      if (text.startsWith(mark.text, index))
        for (const detector of mark.detectors) {
          const match = matchAt(detector, text, index)
          if (match !== null) found.push(match)
        }
  return withoutOverlaps(found)
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

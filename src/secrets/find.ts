import type { Detector } from "./detector.ts"
import { DETECTORS } from "./detectors.ts"
import { redact } from "./redact.ts"

/** A credential that a text holds. */
export interface SecretMatch {
  /** Family: `github-token`. */
  readonly type: string
  /** What people call it, with its article. */
  readonly name: string
  /** Where the value starts in the text, and its length, in UTF-16 units. */
  readonly index: number
  readonly length: number
  /** The secret itself: for the redactor alone, never for a message. */
  readonly value: string
  /** What may be shown of it. */
  readonly redacted: string
  /** Where and how it is revoked. */
  readonly remedy: string
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)
const ANY_MARK = new RegExp([...new Set(DETECTORS.flatMap(({ marks }) => marks))].map(escape).join("|"))

/** Every credential that a text holds and that can be told by its form, in order, none overlapping another. Linear in the text. */
export function findTokens(text: string): SecretMatch[] {
  if (!ANY_MARK.test(text)) return []
  let found: SecretMatch[] = []
  for (const detector of DETECTORS) {
    if (!detector.marks.some((mark) => text.includes(mark))) continue
    const more = matchesOf(detector, text).filter((match) => !overlaps(found, match))
    if (more.length > 0) found = [...found, ...more].toSorted((a, b) => a.index - b.index)
  }
  return found
}

function matchesOf({ type, name, pattern, proves, remedy }: Detector, text: string): SecretMatch[] {
  const matches: SecretMatch[] = []
  for (const match of text.matchAll(pattern)) {
    const value = match.groups?.["value"] ?? match[0]
    if (proves?.(value, match) === false) continue
    const index = match.indices?.groups?.["value"]?.[0] ?? match.index
    matches.push({ type, name, index, length: value.length, value, redacted: redact(type, value), remedy })
  }
  return matches
}

/** `sorted` is in order and free of overlaps, so only the last match that starts before the end of this one can meet it. */
function overlaps(sorted: readonly SecretMatch[], { index, length }: SecretMatch): boolean {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle]?.index ?? 0) < index + length) low = middle + 1
    else high = middle
  }
  const before = sorted[low - 1]
  return before !== undefined && before.index + before.length > index
}

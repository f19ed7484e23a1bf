import { judgePair, readAssignment, type Where } from "../assignments/index.ts"
import { type Decoding, decodings } from "../encodings/index.ts"
import type { Hit, Mark } from "../marks.ts"
import { matchAt } from "../match.ts"
import { credentialsInScript } from "../shell/index.ts"
import { findTokens } from "../tokens.ts"
import { decoded, type Found } from "./found.ts"

/** The name, operator and quote of an assignment that end where a token begins. */
const NAME_BEFORE = /([A-Za-z_][\w.-]{0,60})["'\]]{0,2}\s{0,4}(?::=|=>|[=:])\s{0,4}[\\]?["'`]?$/
const NAME_REACH = 80

/** The name that a value at `index` is given to; `""` where to none. */
export const givenBefore = (text: string, index: number): string =>
  NAME_BEFORE.exec(text.slice(Math.max(0, index - NAME_REACH), index))?.[1] ?? ""

/** What a hit of the prefilter at `at` is, on a closer look. */
export function lookAt(hit: Hit, text: string, at: number, where: Where): Found[] {
  if (hit.kind === "mark") return tokensAtMark(hit.mark, text, at)
  return hit.kind === "keyword" ? namedAt(text, at, where) : tokensInRun(text, at)
}

/** Tokens whose mark stands at `at`. */
function tokensAtMark(mark: Mark, text: string, at: number): Found[] {
  return mark.detectors.flatMap((detector) => {
    const match = matchAt(detector, text, at)
    if (match === null) return []
    const { evidence, index, value } = match
    return [
      {
        type: detector.type,
        evidence,
        value: decoded(value),
        givenTo: givenBefore(text, index),
        encoding: "",
        line: 0,
        index,
        length: value.length,
      },
    ]
  })
}

/** What is given to the name that holds the keyword at `at`: the value itself, or what it says when it is decoded. */
function namedAt(text: string, at: number, where: Where): Found[] {
  const assignment = readAssignment(text, at)
  if (assignment === null) return []
  const value = decoded(assignment.value)
  const place = { givenTo: assignment.name, line: 0, index: assignment.index, length: assignment.value.length }
  const inside = decodings(value).flatMap((decoding) =>
    credentialsInside(decoding).map((one) => ({ ...one, ...place })),
  )
  if (inside.length > 0) return inside
  const judged = judgePair(assignment.name, value, where, assignment)
  return judged === null ? [] : [{ ...judged, encoding: "", ...place }]
}

/** Characters on either side of a place that an encoded text is looked for in. */
const RUN_REACH = 1024
const OUTSIDE = /[\s"'`<>\x00-\x1f]/

/** Tokens in the encoded text that goes through `at`. */
function tokensInRun(text: string, at: number): Found[] {
  let start = at
  while (start > 0 && at - start < RUN_REACH && !OUTSIDE.test(text.charAt(start - 1))) start--
  let end = at
  while (end < text.length && end - at < RUN_REACH && !OUTSIDE.test(text.charAt(end))) end++
  const place = { givenTo: "", line: 0, index: start, length: end - start }
  return decodings(text.slice(start, end))
    .flatMap(credentialsInside)
    .filter(({ evidence }) => evidence !== "generic")
    .map((one) => ({ ...one, ...place }))
}

/** Credentials in what a value says when it is decoded. */
export function credentialsInside({
  text,
  encoding,
}: Decoding): Pick<Found, "type" | "evidence" | "value" | "encoding">[] {
  const tokens = findTokens(text).map(({ detector, evidence, value }) => ({
    type: detector.type,
    evidence,
    value,
    encoding,
  }))
  const named = credentialsInScript(text)
    .filter(({ value }) => !tokens.some((token) => token.value.includes(value) || value.includes(token.value)))
    .map(({ type, evidence, value }) => ({ type, evidence, value, encoding }))
  return [...tokens, ...named]
}

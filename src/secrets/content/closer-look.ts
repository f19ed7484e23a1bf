import { judgePair, readAssignment, type Where } from "../assignments/index.ts"
import { type Decoding, decodings } from "../encodings/index.ts"
import type { Hit, Mark } from "../marks.ts"
import { matchAt } from "../match.ts"
import { credentialsInLine, credentialsInScript, type ShellCredential } from "../shell/index.ts"
import { meet } from "../sighting.ts"
import { findTokens } from "../tokens.ts"
import { decoded, type Found } from "./found.ts"

/** The name, operator and quote of an assignment that end where a token begins, if need be with the address that it is the password of. */
const NAME_BEFORE =
  /(?<!\w|:\/\/[\w.-]{0,64})([A-Za-z_][\w.-]{0,60})["'\]]{0,2}\s{0,4}(?::=|=>|[=:])\s{0,4}[\\]?["'`]?(?:[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@"'`]{0,64}:)?$/
const NAME_REACH = 180

/** The name that a value at `index` is given to; `""` where to none. */
export const givenBefore = (text: string, index: number): string =>
  NAME_BEFORE.exec(text.slice(Math.max(0, index - NAME_REACH), index))?.[1] ?? ""

/** What a hit of the prefilter at `at` is, on a closer look. */
export function lookAt(hit: Hit, text: string, at: number, where: Where): Found[] {
  if (hit.kind === "mark") return tokensAtMark(hit.mark, text, at)
  if (hit.kind === "keyword") return namedAt(text, at, where)
  return hit.kind === "base64" ? inBase64At(text, at) : tokensInRun(text, at)
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

const BASE64 = /[A-Za-z0-9+/_-]+/y
const NEXT_LINE = /\r?\n[ \t]{0,32}/y
/** The shortest line that encoders break text in base64 at. */
const WRAPPED = 60
/** A longer text is a document, in which not every pair is a setting. */
const SETTINGS = 4096

const matchedAt = (pattern: RegExp, text: string, at: number): string => {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? ""
}

/** The digits of a text in base64 that begins at `at`: one run of them, or lines of equal length and a last one. */
function base64At(text: string, at: number): string {
  const first = matchedAt(BASE64, text, at)
  const lines = [first]
  if (first.length < WRAPPED || first.length % 4 !== 0) return first
  for (let end = at + first.length; ;) {
    const gap = matchedAt(NEXT_LINE, text, end)
    const line = gap === "" ? "" : matchedAt(BASE64, text, end + gap.length)
    if (line === "" || line.length > first.length) break
    lines.push(line)
    end += gap.length + line.length
    if (line.length < first.length) break
  }
  return lines.join("")
}

const BLANK = /[ \t]/
const LINE_BEFORE = /[A-Za-z0-9+/_-]{60}\r?$/

/** True for a line of a text in base64 that began before. */
function goesOn(text: string, at: number): boolean {
  let end = at
  while (end > 0 && at - end < 32 && BLANK.test(text.charAt(end - 1))) end--
  return text.charAt(end - 1) === "\n" && LINE_BEFORE.test(text.slice(Math.max(0, end - 62), end - 1))
}

/** Credentials in the text in base64 that begins at `at`. */
function inBase64At(text: string, at: number): Found[] {
  if (goesOn(text, at)) return []
  const digits = base64At(text, at)
  const place = { givenTo: givenBefore(text, at), line: 0, index: at, length: digits.length }
  return decodings(digits.slice(0, digits.length - (digits.length % 4 === 1 ? 1 : 0)))
    .flatMap(credentialsInside)
    .filter(({ evidence }) => evidence !== "generic" || digits.length < SETTINGS)
    .map((one) => ({ ...one, ...place }))
}

const DOCKERFILE = /^\s{0,20}FROM \S/im
const CONTINUED = /\\\r?\n/g

/** Instructions are no lines of a shell: those in the form of a list would be read wrongly. */
const credentialsIn = (text: string): readonly ShellCredential[] =>
  DOCKERFILE.test(text)
    ? text
        .replace(CONTINUED, " ")
        .split("\n")
        .flatMap((line) => credentialsInLine(line.trim()))
    : credentialsInScript(text)

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
  const named = credentialsIn(text)
    .filter(({ value }) => !tokens.some((token) => meet(token.value, value)))
    .map(({ type, evidence, value }) => ({ type, evidence, value, encoding }))
  return [...tokens, ...named]
}

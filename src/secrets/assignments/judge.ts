import type { Evidence } from "../../model/index.ts"
import { isPublished } from "../proofs/published.ts"
import { familiesOf } from "./assigned.ts"
import { isBasic, isTelling, plainOf } from "./basic.ts"
import type { AssignedFamily } from "./family.ts"
import { isDrawn, isHexadecimal, isRegular, kindsIn, randomBits, UUID } from "./look.ts"
import { isAbout, isMadeUpName, kindOfWords, wordsOf } from "./names.ts"
import { isExpression, isLongNumber, isNamesake, isPlaceholder } from "./placeholder.ts"
import type { Assignment } from "./read.ts"
import type { Where } from "./where.ts"

/** What a pair of name and value is. */
export interface Judgement {
  /** A family of `ASSIGNED`, else `NAMED_VALUE`, or `BASIC` for user and password of an Authorization header. */
  readonly type: string
  readonly evidence: Evidence
  /** The secret itself, without the scheme of a header. */
  readonly value: string
}

/** How a text writes a value, as `readAssignment` says. */
type HowWritten = Partial<Pick<Assignment, "quoted" | "scheme" | "isProperty">>

export const NAMED_VALUE = "named-value"
const BASIC = "basic-auth"

const SCHEME = /^(?:(Basic)|Bearer|Token|SSWS|Bot|ApiKey|GenieKey)[ \t]+/i

/**
 * What `value` is if it is given to `name`; null where it is no secret. In code, what stands
 * unquoted is rarely a value.
 */
export function judgePair(name: string, value: string, where: Where, written: HowWritten = {}): Judgement | null {
  const scheme = SCHEME.exec(value)
  const text = value.slice(scheme?.[0].length ?? 0).trim()
  const judged = judge(name, text, where, written, written.scheme === "basic" || scheme?.[1] !== undefined)
  return judged !== null && isPublished(text) ? null : judged
}

function judge(name: string, text: string, where: Where, written: HowWritten, basic: boolean): Judgement | null {
  if (text.length < 4) return null
  const words = wordsOf(name)
  if (words.length === 0 || isAbout(words) || name === "PWD") return null
  const kind = kindOfWords(words)
  const families = familiesOf(words)
  if (kind === null && !families.some(({ alone }) => alone === true)) return null
  const isGiven = where === "metadata" || where === "credential-file"
  if ((!isGiven && isRegular(text)) || isPlaceholder(text)) return null
  if ((basic || (words.at(-1) === "AUTH" && words.length < 3)) && isBasic(text))
    return { type: BASIC, evidence: "structured", value: text }
  if (basic) return null
  const family = families.find((one) => (kind !== null || one.alone === true) && fits(one, text))
  if (family !== undefined) return { type: family.type, evidence: "structured", value: text }
  if (kind === null || (!isGiven && !isLiteral(name, text, written))) return null
  if (!PLAUSIBLE[where](kindIn(kind, families, text), text, written.quoted !== false, words)) return null
  return { type: NAMED_VALUE, evidence: "generic", value: text }
}

/** Of an exact shape many words are as well: what has one must look drawn, if only a little. */
const fits = ({ shape }: AssignedFamily, text: string): boolean => shape.test(text) && isDrawn(text, 2)

type Kind = "any" | "drawn" | "maybe"

/** The key of a vendor is one to something; in hexadecimal it would have the vendor's shape. */
const kindIn = (kind: Kind, families: readonly AssignedFamily[], text: string): Kind =>
  kind === "maybe" && families.length > 0 && !isHexadecimal(text) ? "drawn" : kind

/** Neither a digit nor a mark that no word has. */
const LETTERS = /^[A-Za-z_.:/ \x80-\xff-]*$/
/** What a person may have chosen in a file of settings: no word, nor one with a number behind it. */
const isChosen = (text: string): boolean =>
  text.length >= 6 && kindsIn(text) >= 2 && !LETTERS.test(text) && !isRegular(text) && randomBits(text) >= 1.5

/** Long, mixed, and neither digest nor identifier: a key of something, where the name says but `KEY`. */
const isUnmistakable = (text: string): boolean =>
  text.length >= 20 && !isHexadecimal(text) && !UUID.test(text) && kindsIn(text) >= 2 && isDrawn(text, 14)

/** Words in a row, as a theme or a queue may be called: `keycloak.v2.login-theme`. */
const WORDS = /^[A-Za-z]?[a-z]*(?:[-_.:/,][A-Za-z]?[a-z]*\d?)*$/
/** Somebody wrote what it is into what it should be: no one's drawing has that. */
const SAYS_SO = /secret|passw|token(?![-_])|apikey/i
/** What pages that search with Algolia's DocSearch must publish: `apiKey: "…"` of an object. */
const DOCSEARCH = /^[0-9a-f]{32}$/

const isLiteral = (name: string, text: string, written: HowWritten): boolean => {
  if (written.isProperty === true && name === "apiKey" && DOCSEARCH.test(text)) return false
  const plain = plainOf(text)
  if (plain !== null && isTelling(plain)) return false
  return !/\s/.test(text) && !isNamesake(text) && (written.quoted !== false || !isExpression(text))
}

type Plausible = (kind: Kind, text: string, quoted: boolean, words: readonly string[]) => boolean

const inMetadata: Plausible = (kind, text) => {
  if (kind === "any") return true
  if (kind === "maybe") return isUnmistakable(text)
  return isLongNumber(text) || (!WORDS.test(text) && isDrawn(text, 1))
}

const PLAUSIBLE: Readonly<Record<Where, Plausible>> = {
  metadata: inMetadata,
  "credential-file": inMetadata,
  config: (kind, text) => {
    if (kind === "maybe") return isUnmistakable(text)
    if (isLongNumber(text)) return true
    return (kind === "any" && isChosen(text)) || (text.length >= 12 && isDrawn(text, 3))
  },
  code: (kind, text, quoted, words) => {
    if (kind === "maybe" || isMadeUpName(words) || SAYS_SO.test(text)) return false
    if (isLongNumber(text)) return quoted
    return text.length >= (kind === "any" ? 10 : 14) && isDrawn(text, quoted ? 8 : 14)
  },
}

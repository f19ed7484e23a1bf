import { findTokens } from "./tokens.ts"
import { redact } from "./redact.ts"

/** One text that must not stay in a report. */
export interface Needle {
  /** Its first characters, at most 64: enough to know it by, little enough to compare everywhere. */
  readonly head: string
  /** Characters to take away from where it starts. */
  readonly length: number
  readonly redacted: string
  /** Too short to be taken out of the middle of a word. */
  readonly whole: boolean
}

export const SHORTEST = 4
const HEAD = 64
/** In base64 a value shares characters with what stands before it: how many, by its offset from a multiple of three bytes. */
const SHARED = [0, 2, 3]

/** The forms in which a value is looked for: as it is, and unless `plainly`, also as in a URL, in JSON and in base64, wherever in the encoded text it starts. */
export function needlesOf(value: string, plainly: boolean): Needle[] {
  if (value.length < SHORTEST) return []
  const type = findTokens(value).find((token) => token.value === value)?.detector.type ?? ""
  const redacted = redact(type, value)
  const needle = (form: string, length = form.length): Needle => ({
    head: form.slice(0, HEAD),
    length,
    redacted,
    whole: value.length < 6,
  })
  if (plainly) return [needle(value)]
  const url = encodeURIComponent(value.replace(/\p{Cs}/gu, "\ufffd"))
  const texts = new Set([
    value,
    url,
    url.replace(/%../g, (code) => code.toLowerCase()),
    JSON.stringify(value).slice(1, -1),
  ])
  const encoded = value.length < 6 ? [] : SHARED.map((shared, offset) => base64At(value, offset).slice(shared))
  return [
    ...[...texts].map((form) => needle(form)),
    ...encoded.flatMap((form) =>
      [form, form.replaceAll("+", "-").replaceAll("/", "_")].map((text) => needle(text.slice(0, -1), text.length)),
    ),
  ]
}

const base64At = (value: string, offset: number): string =>
  Buffer.from("\0".repeat(offset) + value, "utf8")
    .toString("base64")
    .replace(/=+$/, "")

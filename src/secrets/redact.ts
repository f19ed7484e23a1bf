import { FAMILIES } from "./detectors/index.ts"

/** Marks that begin with a letter or digit: the armour of a key says nothing that its name doesn't. */
const MARKS = new Map<string, string[]>()
for (const { type, marks } of FAMILIES)
  MARKS.set(type, [...(MARKS.get(type) ?? []), ...marks.filter((mark) => /^\w/.test(mark))])

/**
 * What may be shown of a secret: the public part of its format and its length in characters. Nothing at all of a value
 * under 12 characters, where the length alone would help to guess it.
 */
export function redact(type: string, value: string): string {
  if (value.length < 12) return "****"
  const mark = MARKS.get(type)?.find((text) => value.startsWith(text)) ?? ""
  return `${mark}****…**** (${value.length} characters)`
}

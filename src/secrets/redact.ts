import { DETECTORS } from "./detectors.ts"

const MARKS = new Map(DETECTORS.map(({ type, marks }) => [type, marks]))

/**
 * What may be shown of a secret: the public part of its format and its length in characters. Nothing at all of a value
 * under 12 characters, where the length alone would help to guess it.
 */
export function redact(type: string, value: string): string {
  if (value.length < 12) return "****"
  const mark = MARKS.get(type)?.find((text) => value.startsWith(text)) ?? ""
  return `${mark}****…**** (${value.length} characters)`
}

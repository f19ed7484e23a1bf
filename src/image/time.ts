import type { Place } from "./place.ts"

/** RFC 3339, section 5.6. */
const TIME = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d{1,30})?(?:[Zz]|[+-]\d\d:\d\d)$/

/** Go's zero time, which tools write where they know none. */
const ZERO = "0001-01-01T00:00:00"

/** A point in time as written; null where there is none that means anything. */
export function timeOf(place: Place): string | null {
  const text = place.text()
  if (text === "" || text.startsWith(ZERO)) return null
  if (TIME.test(text) && !Number.isNaN(Date.parse(text))) return text
  place.note("is no time as in RFC 3339; it was left out")
  return null
}

import type { Sighting } from "../../model/index.ts"
import { isStore, meet, sightingOf } from "../sighting.ts"
import { withoutOverlaps } from "../tokens.ts"
import type { Found } from "./found.ts"

/** What the file that it stands in makes of it matters more than its form. */
const OF_FILE = new Set(["ssh-host-key", "password-hash", "empty-password"])

/**
 * One sighting for each credential of a file. A token outranks the assignment that it stands in, and what a reader of
 * the file's own format says outranks an assignment that merely looks like one.
 */
export function settle(tokens: readonly Found[], named: readonly Found[], whole: readonly Sighting[]): Sighting[] {
  const special = whole.filter(({ type }) => OF_FILE.has(type)).map(({ value }) => value)
  const sure = withoutOverlaps(tokens).filter(({ value }) => !special.some((text) => meet(text, value)))
  // What is written in another way is told as what it says.
  const undone = new Set([...tokens, ...named].filter(({ encoding }) => encoding !== "").map(placeOf))
  const read = whole.filter(
    ({ type, value, line, givenTo }) =>
      OF_FILE.has(type) ||
      (!undone.has(placeOf({ line, givenTo })) &&
        !sure.some((token) => meet(value, token.value)) &&
        !(isStore(value) && sure.length > 0)),
  )
  const values = new Set(read.map(({ value }) => value))
  const rest = withoutOverlaps(named).filter(
    (found) => !values.has(found.value) && !sure.some((token) => overlap(token, found)),
  )
  return [...[...sure, ...rest].toSorted((a, b) => a.index - b.index).map(sightingOf), ...read]
}

const placeOf = ({ line, givenTo }: Pick<Sighting, "line" | "givenTo">): string => `${line} ${givenTo}`

const overlap = (a: Found, b: Found): boolean => a.index < b.index + b.length && b.index < a.index + a.length

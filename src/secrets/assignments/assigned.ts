import { MODELS } from "./families/ai.ts"
import { CLOUD } from "./families/cloud.ts"
import { FINANCE } from "./families/finance.ts"
import { OPERATIONS } from "./families/operations.ts"
import { SERVICES } from "./families/services.ts"
import type { AssignedFamily } from "./family.ts"

/** Families that are told by a vendor's word in the name and the shape of the value; where two fit, the earlier has it. */
export const ASSIGNED: readonly AssignedFamily[] = [...CLOUD, ...SERVICES, ...OPERATIONS, ...FINANCE, ...MODELS]

const BY_WORD = new Map<string, AssignedFamily[]>()
for (const family of ASSIGNED)
  for (const word of family.words.split(" ")) BY_WORD.set(word, [...(BY_WORD.get(word) ?? []), family])

/** Vendors' words that need no other next to them, in lower case: what a prefilter may look for as it does for `token`. */
export const ALONE: readonly string[] = [
  ...new Set(ASSIGNED.filter(({ alone }) => alone === true).flatMap(({ words }) => words.toLowerCase().split(" "))),
].filter((word) => word.length > 2)

/** Families whose words are among those of a name, in any spelling: `NEW_RELIC`, `newrelic`. */
export function familiesOf(words: readonly string[]): AssignedFamily[] {
  const found = new Set<AssignedFamily>()
  for (let at = 0; at < words.length; at++)
    for (const word of [words[at] ?? "", (words[at] ?? "") + (words[at + 1] ?? "")])
      for (const family of BY_WORD.get(word) ?? []) found.add(family)
  return [...found].filter((family) => family.with?.split(" ").some((word) => words.includes(word)) ?? true)
}

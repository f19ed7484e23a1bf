import type { Change } from "../model/index.ts"

/** Bytes by the name of what has them. */
export type Sums = ReadonlyMap<string, number>

/** Adds up what has the same name. */
export function sumsOf<T>(items: readonly T[], nameOf: (item: T) => string, bytesOf: (item: T) => number): Sums {
  const sums = new Map<string, number>()
  for (const item of items) {
    const name = nameOf(item)
    sums.set(name, (sums.get(name) ?? 0) + bytesOf(item))
  }
  return sums
}

/** Names of both sides, each once. */
export const namesOf = (
  before: ReadonlyMap<string, unknown>,
  after: ReadonlyMap<string, unknown>,
): readonly string[] => [...new Set([...before.keys(), ...after.keys()])]

/** What differs, by name; the largest growth first, the largest loss last. */
export const changesOf = (before: Sums, after: Sums): readonly ({ readonly name: string } & Change)[] =>
  namesOf(before, after)
    .map((name) => ({ name, before: before.get(name) ?? 0, after: after.get(name) ?? 0 }))
    .filter((change) => change.before !== change.after)
    .toSorted(byGrowth(({ name }) => name))

/** Sorts the largest growth first, then by name. */
export const byGrowth =
  <T extends Change>(nameOf: (change: T) => string) =>
  (one: T, other: T): number => {
    const difference = other.after - other.before - (one.after - one.before)
    const [a, b] = [nameOf(one), nameOf(other)]
    return difference || (a < b ? -1 : a > b ? 1 : 0)
  }

import {
  partAtDepth,
  partsOf,
  type BaselineImage,
  type Part,
  type ReportBudget,
  type ReportImage,
} from "../../model/index.ts"
import type { Measured } from "./measure.ts"

type Cause = ReportBudget["causes"][number]

const MOST_CAUSES = 3

const toCause = ({ name, bytes, layer }: Part): Cause => ({ what: name, bytes, layer })

/** What takes the room. */
export const causesOfSize = ({ parts, isPart }: Measured, report: ReportImage): readonly Cause[] =>
  (parts ?? partsOf(report).filter(({ name }) => isPart(name)))
    .filter(({ bytes }) => bytes > 0)
    .slice(0, MOST_CAUSES)
    .map(toCause)

/** A baseline leaves out parts of less than this share of the content. */
export const LEAST_SHARE = 0.001

/** What grew, by how much. */
export function causesOfGrowth(
  { isPart, each }: Measured,
  report: ReportImage,
  known: BaselineImage,
): readonly Cause[] {
  if (each !== null) return []
  const depth = Math.min(known.depth, report.directories.depth)
  const before = mergedParts(
    Object.entries(known.parts).map(([name, bytes]) => ({ name, bytes, layer: 0 })),
    depth,
  )
  const least = leastKnown(known)
  return [...mergedParts(partsOf(report), depth).values()]
    .filter(({ name, bytes }) => isPart(name) && (before.has(name) || bytes >= least))
    .map((part) => ({ ...part, bytes: part.bytes - (before.get(part.name)?.bytes ?? 0) }))
    .filter(({ bytes }) => bytes > 0)
    .toSorted((a, b) => b.bytes - a.bytes)
    .slice(0, MOST_CAUSES)
    .map(toCause)
}

/** Parts by name, folders being so deep at most. The largest of those that become one comes first, and gives its layer. */
export function mergedParts(parts: readonly Part[], depth: number): ReadonlyMap<string, Part> {
  const merged = new Map<string, Part>()
  for (const part of parts) {
    const name = partAtDepth(part.name, depth)
    const first = merged.get(name)
    merged.set(name, first === undefined ? { ...part, name } : { ...first, bytes: first.bytes + part.bytes })
  }
  return merged
}

/** What is smaller than this may have been there, and left out; 0 where all parts are known. */
function leastKnown({ sizes, parts }: BaselineImage): number {
  const content = sizes["content"] ?? 0
  const known = Object.values(parts).reduce((sum, bytes) => sum + bytes, 0)
  return known >= content ? 0 : content * LEAST_SHARE
}

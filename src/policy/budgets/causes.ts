import { partsOf, type BaselineImage, type Part, type ReportBudget, type ReportImage } from "../../model/index.ts"
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
  const least = leastKnown(known)
  const grown = partsOf(report)
    .filter(({ name, bytes }) => isPart(name) && (Object.hasOwn(known.parts, name) || bytes >= least))
    .map((part) => ({ ...part, bytes: part.bytes - (known.parts[part.name] ?? 0) }))
    .filter(({ bytes }) => bytes > 0)
  return grown
    .toSorted((a, b) => b.bytes - a.bytes)
    .slice(0, MOST_CAUSES)
    .map(toCause)
}

/** What is smaller than this may have been there, and left out; 0 where all parts are known. */
function leastKnown({ sizes, parts }: BaselineImage): number {
  const content = sizes["content"] ?? 0
  const known = Object.values(parts).reduce((sum, bytes) => sum + bytes, 0)
  return known >= content ? 0 : content * LEAST_SHARE
}

import { platformKey, SEVERITIES, type Finding, type Report, type ReportImage } from "../../model/index.ts"
import { findingsIn, notRead } from "./entries.ts"
import { newFindings } from "./severities.ts"
import { failsBy } from "./fails.ts"

/** One thing that hosts list. Text from outside, not yet escaped. */
export interface Listed {
  readonly image: ReportImage
  readonly finding: Finding
  /** True where it fails the audit, whatever its severity. */
  readonly fails: boolean
  /** The image that it is about, where the report is about several; else `""`. */
  readonly of: string
}

/**
 * What is new in a report: what fails the audit first, then the worst. What people accept is no news to a host. A budget
 * that is broken is told for itself where no finding tells of it, for its rule is off.
 */
export function listedOf({ images, failures }: Pick<Report, "images" | "failures">): readonly Listed[] {
  const fails = failsBy(failures)
  return images
    .flatMap((image) => {
      const of = images.length === 1 ? "" : nameOf(image)
      return newFindings(findingsIn(image, failures)).map((finding): Listed => ({
        image,
        finding,
        fails: fails(image, finding),
        of,
      }))
    })
    .toSorted((one, other) => Number(other.fails) - Number(one.fails) || rankOf(one) - rankOf(other))
}

const rankOf = ({ finding }: Listed): number => SEVERITIES.indexOf(finding.severity)

/** `acme/shop:1.4 (linux/arm64)`. */
const nameOf = ({ names, id, platform }: ReportImage): string => `${names[0] ?? id} (${platformKey(platform)})`

/** What kept the audit from being whole, a sentence each: never none where the verdict is `incomplete`. */
export function unreadOf(report: Pick<Report, "failures" | "verdict">): readonly string[] {
  return notRead(report).map(({ message }) => `Not read whole, so that nothing is proved: ${message}`)
}

/** How many findings a report counts and does not hold. */
export const omittedFrom = ({ images }: Pick<Report, "images">): number =>
  images.reduce((sum, { findingsOmitted }) => sum + findingsOmitted, 0)

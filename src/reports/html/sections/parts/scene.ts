import type { Finding, Report, ReportImage } from "../../../../model/index.ts"
import type { Look, RuleText } from "../../../look.ts"
import { newFindings } from "../../../shared/severities.ts"
import { failsBy } from "../../../shared/fails.ts"

/** One image and what all its sections need. */
export interface Scene {
  readonly report: Report
  readonly look: Look
  readonly image: ReportImage
  /** Its place in the report: every id within its part of the page ends in it. */
  readonly index: number
  /** Of the headings of its sections: 3 where each of several images has a heading of its own. */
  readonly level: 2 | 3
  /** Ends the names of its tables: empty where there is but one image, so that no two of a page are called the same. */
  readonly of: string
  readonly rules: ReadonlyMap<string, RuleText>
  /** What is not accepted: broken budgets, then the worst first. */
  readonly findings: readonly Finding[]
  readonly accepted: readonly Finding[]
  /** True of a finding that fails the audit. */
  readonly fails: (finding: Finding) => boolean
  /** Findings that are told in full; of the rest there is a list. */
  readonly most: number
}

/** Findings of the page that are told in full, and of one image. */
const PAGE = 2000
const IMAGE = 500

/** All images of a report, in their order. */
export function scenesOf(report: Report, look: Look): Scene[] {
  const fails = failsBy(report.failures)
  const rules = new Map((look.rules ?? []).map((rule) => [rule.id, rule]))
  const most = Math.max(10, Math.min(IMAGE, Math.floor(PAGE / Math.max(1, report.images.length))))
  return report.images.map((image, index): Scene => {
    const broken = new Set(
      image.budgets.flatMap(({ ok, fingerprint }) => (ok || fingerprint === null ? [] : [fingerprint])),
    )
    const sorted = newFindings(image.findings)
    return {
      report,
      look,
      image,
      index,
      level: report.images.length === 1 ? 2 : 3,
      of: report.images.length === 1 ? "" : `, image ${index + 1}`,
      rules,
      findings: [
        ...sorted.filter(({ fingerprint }) => broken.has(fingerprint)),
        ...sorted.filter(({ fingerprint }) => !broken.has(fingerprint)),
      ],
      accepted: image.findings.filter(({ status }) => status !== "new"),
      fails: (finding) => fails(image, finding),
      most,
    }
  })
}

/** What an image is called: its first name, else the start of its digest. */
export const nameOf = ({ names, id }: Pick<ReportImage, "names" | "id">): string => names[0] ?? shortDigest(id)

/** Of a digest, what tells images apart. */
export const shortDigest = (digest: string): string => digest.slice(0, digest.indexOf(":") + 1 + 12)

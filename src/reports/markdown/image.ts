import { type Finding, type Report, type ReportImage, SEVERITIES } from "../../model/index.ts"
import { grouped, some } from "../document/amounts.ts"
import { type Block, code, heading, type Line, list, paragraph, strong } from "../document/blocks.ts"
import { budgetBlocks } from "../document/budgets.ts"
import { remedyBlocks, sortFindings, whereLine } from "../document/findings.ts"
import { growthBlocks, sizesTable } from "../document/sizes.ts"
import { asFact } from "../shared/acceptance.ts"
import { changeParts } from "./changes.ts"
import { leaf, leaves, type Part } from "./fit.ts"
import { RANKS } from "./ranks.ts"

/** More findings of one group than any comment could hold are not even written. */
const MOST = 500

/** One image, in the order in which it is read: what is bound, what fails, what changed, what is worth knowing. */
export function imageParts(image: ReportImage, failures: Report["failures"]): readonly Part[] {
  const { failing, others, accepted } = sortFindings(image, failures)
  return [
    ...budgetParts(image),
    ...failingParts(failing, image),
    ...growthParts(image),
    ...titled("Sizes", RANKS.sizes, sizesTable(image)),
    ...changeParts(image),
    ...SEVERITIES.flatMap((severity) => otherParts(severity, others, image)),
    ...acceptedParts(accepted),
    ...omittedParts(image),
  ]
}

/** Blocks under a title; both or neither. */
const titled = (title: string, rank: number, blocks: readonly Block[]): readonly Part[] =>
  blocks.length === 0 ? [] : [heading(3, title), ...blocks].map((block) => leaf(rank, "block", () => block))

const budgetParts = (image: ReportImage): readonly Part[] => titled("Budgets", RANKS.budgets, budgetBlocks(image))
const growthParts = (image: ReportImage): readonly Part[] => titled("Growth", RANKS.growth, growthBlocks(image))

function failingParts(findings: readonly Finding[], image: ReportImage): readonly Part[] {
  if (findings.length === 0) return []
  return [
    leaf(RANKS.budgets, "block", () => heading(3, `What fails: ${some(findings.length, "finding")}`)),
    ...findingParts(findings, image, RANKS.failing, true),
  ]
}

function otherParts(
  severity: (typeof SEVERITIES)[number],
  others: readonly Finding[],
  image: ReportImage,
): readonly Part[] {
  const findings = others.filter((finding) => finding.severity === severity)
  if (findings.length === 0) return []
  return [
    {
      rank: RANKS.folds,
      summary: [some(findings.length, `${severity} finding`)],
      noun: "finding",
      parts: findingParts(findings, image, RANKS[severity], false),
    },
  ]
}

const findingParts = (
  findings: readonly Finding[],
  image: ReportImage,
  rank: number,
  isTold: boolean,
): readonly Part[] =>
  leaves(
    findings,
    MOST,
    (finding, at) =>
      leaf(rank, "finding", () => findingBlock(finding, image, isTold, finding.remedy === findings[at - 1]?.remedy)),
    "finding",
  )

/** One finding: what, where, and how to mend it unless that was just said. */
function findingBlock(finding: Finding, image: ReportImage, isTold: boolean, isSaid: boolean): Block {
  const place = whereLine(finding, image, finding.message)
  const lead: Line = isTold ? [strong(finding.severity), " "] : []
  const [first, ...rest] = isSaid ? [paragraph(["Fix: as above."])] : remedyBlocks(finding.remedy, "Fix: ")
  const lines: Line[] = [
    [...lead, code(finding.rule), ": ", finding.message],
    ...(place.length === 0 ? [] : [["Where: ", ...place]]),
    ...(first?.kind === "paragraph" ? first.lines : []),
  ]
  return list([[paragraph(...lines), ...(first !== undefined && first.kind !== "paragraph" ? [first] : []), ...rest]])
}

function acceptedParts(accepted: readonly Finding[]): readonly Part[] {
  if (accepted.length === 0) return []
  return [
    {
      rank: RANKS.folds,
      summary: [some(accepted.length, "accepted finding")],
      noun: "accepted finding",
      parts: leaves(
        accepted,
        MOST,
        (finding) => leaf(RANKS.accepted, "accepted finding", () => acceptedBlock(finding)),
        "accepted finding",
      ),
    },
  ]
}

function acceptedBlock(finding: Finding): Block {
  const { severity, rule, message, reason, owner, expires, acceptedBy } = finding
  return list([
    [
      paragraph(
        [strong(severity), " ", code(rule), ": ", message],
        [
          `Accepted: ${asFact(reason ?? "it is in the baseline")}`,
          ...(owner === undefined ? [] : ["; owner: ", code(owner)]),
          ...(expires === undefined ? [] : ["; until ", code(expires)]),
          ...(acceptedBy === undefined ? [] : ["; by ", code(acceptedBy)]),
        ],
      ),
    ],
  ])
}

function omittedParts({ findingsOmitted }: ReportImage): readonly Part[] {
  if (findingsOmitted === 0) return []
  const told = `${grouped(findingsOmitted)} more findings of rules that found over a thousand are in no report.`
  return [leaf(RANKS.details, "note", () => paragraph([told]))]
}

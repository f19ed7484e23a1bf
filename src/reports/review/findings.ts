import { type Finding, type Report, type ReportImage, SEVERITIES, type Severity } from "../../model/index.ts"
import { some } from "../document/amounts.ts"
import { type Block, code, heading, type Line, list, paragraph, strong } from "../document/blocks.ts"
import { remedyBlocks, whereLine } from "../document/findings.ts"
import type { Look } from "../look.ts"
import { countBySeverity, newFindings } from "../shared/severities.ts"
import { type Evidence, evidenceIn } from "./evidence.ts"
import { failsBy } from "../shared/fails.ts"

/** Findings of one severity of one image that are told one by one: as many as anybody reads in one document. */
const mostOf = (images: number): number => (images === 1 ? 200 : Math.max(5, Math.floor(500 / images)))

/** What was found, the worst first, each with a number to speak of it and commands that show it. */
export function findingBlocks(image: ReportImage, report: Report, look: Look, isOne: boolean): readonly Block[] {
  const findings = newFindings(image.findings)
  const fails = failsBy(report.failures)
  const evidence = evidenceIn(image, report)
  const most = mostOf(report.images.length)
  const whys = new Map(look.rules?.map(({ id, why }) => [id, why]))
  const explained = new Set<string>()
  const told = (severity: Severity): readonly Block[] => {
    const all = findings.filter((finding) => finding.severity === severity)
    if (all.length === 0) return []
    const rest = all.length - most
    return [
      heading(isOne ? 3 : 4, `${severity.charAt(0).toUpperCase()}${severity.slice(1)}: ${some(all.length, "finding")}`),
      ...all.slice(0, most).flatMap((finding, at) => {
        const reason = explained.has(finding.rule) ? "" : (whys.get(finding.rule) ?? "")
        explained.add(finding.rule)
        return oneBlocks(`${severity.charAt(0).toUpperCase()}${at + 1}`, finding, image, {
          reason,
          isFailing: fails(image, finding),
          evidence: evidence(finding),
        })
      }),
      ...(rest > 0
        ? [paragraph([`And ${some(rest, `more ${severity} finding`)}: `, code("--format json=FILE"), " lists them."])]
        : []),
    ]
  }
  return [
    heading(isOne ? 2 : 3, "Findings"),
    paragraph([findings.length === 0 ? "Nothing that is not accepted was found." : `${countBySeverity(findings)}.`]),
    ...(findings.length === 0
      ? []
      : [
          paragraph([
            "The commands below show the evidence. They read the archive and run nothing of it; they need ",
            code("tar"),
            " and ",
            code("jq"),
            ", and start where the audit did.",
          ]),
        ]),
    ...SEVERITIES.flatMap(told),
  ]
}

interface Beside {
  readonly reason: string
  readonly isFailing: boolean
  readonly evidence: Evidence
}

function oneBlocks(number: string, finding: Finding, image: ReportImage, beside: Beside): readonly Block[] {
  const where = whereLine(finding, image)
  const { evidence, reason, isFailing } = beside
  const facts: Line[] = [
    [strong(finding.severity, finding.severity), " ", code(finding.rule), isFailing ? ", fails the audit" : ""],
    ...(where.length === 0 ? [] : [["Where: ", ...where]]),
    ...(reason === "" ? [] : [["Why: ", reason]]),
  ]
  return [
    heading(4, `${number}. `, finding.message),
    list([
      ...facts.map((line) => [paragraph(line)]),
      ...(finding.remedy === "" ? [] : [remedyBlocks(finding.remedy, "Fix: ")]),
    ]),
    ...("commands" in evidence
      ? [{ kind: "code", lines: evidence.commands } as const]
      : [paragraph(["No command shows it. ", evidence.none])]),
  ]
}

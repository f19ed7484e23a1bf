import { groupBy, platformText, type Report, type ReportImage } from "../../model/index.ts"
import { findingsIn, notRead } from "../shared/entries.ts"
import { folderOf } from "../shared/place.ts"
import { type Case, caseElement, casesOf } from "./cases.ts"
import { prose } from "../shared/prose.ts"
import { block, element, xmlDocument } from "../shared/xml.ts"

const NAME = "plimsoll"

/** Text of names may be as long as an archive likes. */
const MAX_NAME = 300

interface Suite {
  readonly name: string
  /** What servers follow a case by from build to build: no tag, no digest. */
  readonly classname: string
  readonly cases: readonly Case[]
}

/**
 * JUnit XML of the shape that Jenkins, GitLab and Azure read: a suite an image, a case a rule, so that what passes is seen
 * and trends mean something; and one for whether everything was read.
 */
export function junit(report: Report): string {
  const suites = [inputsSuite(report), ...imageSuites(report)]
  const { skipped: _, ...sums } = countsOf(suites.flatMap(({ cases }) => cases))
  return xmlDocument(element("testsuites", { name: NAME, ...sums }, block(suites.map(suiteElement))))
}

const countsOf = (cases: readonly Case[]) => ({
  tests: cases.length,
  failures: cases.filter(({ outcome }) => outcome === "failure").length,
  errors: cases.filter(({ outcome }) => outcome === "error").length,
  skipped: cases.filter(({ outcome }) => outcome === "skipped").length,
})

const suiteElement = ({ name, classname, cases }: Suite): string =>
  element("testsuite", { name, ...countsOf(cases) }, block(cases.map((one) => caseElement(one, classname))))

function inputsSuite(report: Report): Suite {
  const unread = notRead(report)
  const one: Case =
    unread.length === 0
      ? { name: "read-whole", outcome: "passed" }
      : {
          name: "read-whole",
          outcome: "error",
          message: "The audit is incomplete: what was not read was not audited.",
          type: unread[0]?.id ?? "",
          text: unread.map(({ message }) => prose(message)).join("\n"),
        }
  return { name: "inputs", classname: `${NAME}.inputs`, cases: [one] }
}

/** Images of one name and platform are told apart by their order: two cases of one name would be one. */
function imageSuites(report: Report): Suite[] {
  const failures = groupBy(report.failures, ({ image }) => image ?? null)
  const seen = new Map<string, number>()
  return report.images.map((image) => {
    const own = `${folderOf(image)} ${platformText(image.platform)}`.trim().slice(0, MAX_NAME)
    const times = (seen.get(own) ?? 0) + 1
    seen.set(own, times)
    const classname = times === 1 ? own : `${own} #${times}`
    const failing = failures.get(image.id) ?? []
    const isProved = image.complete && report.inputs[image.input]?.complete !== false
    return { name: nameOf(image), classname, cases: casesOf(image, findingsIn(image, failing), failing, isProved) }
  })
}

const nameOf = ({ names, id, platform }: ReportImage): string =>
  `${(names[0] ?? id).slice(0, MAX_NAME)} ${platformText(platform)}`.trim()

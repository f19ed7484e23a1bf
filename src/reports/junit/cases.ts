import { groupBy, type Finding, type Report, type ReportImage } from "../../model/index.ts"
import { BUDGET_RULE } from "../shared/entries.ts"
import { countBySeverity } from "../shared/severities.ts"
import { content, element } from "../shared/xml.ts"
import { detailsOf, type Detail } from "./details.ts"

/** One thing that is tested, and what became of it. */
export interface Case {
  readonly name: string
  readonly outcome: "passed" | "failure" | "error" | "skipped"
  readonly message?: string
  /** Of a failure, the worst severity; of an error, its code. */
  readonly type?: string
  /** What it says at length. GitLab shows this and no message. */
  readonly text?: string
  /** What was found and does not fail it. */
  readonly aside?: string
}

type Failure = Report["failures"][number]

const ruleOf = ({ kind, id }: Failure): string => (kind === "budget" ? BUDGET_RULE : id)

/** What a rule came to in one image. */
interface Checked {
  readonly findings: readonly Finding[]
  readonly failures: readonly Failure[]
  readonly isOff: boolean
  readonly isProved: boolean
}

/** A case of each rule, by id: of what is in force or off, was found, or fails. */
export function casesOf(
  { rules }: ReportImage,
  findings: readonly Finding[],
  failures: readonly Failure[],
  isProved: boolean,
): readonly Case[] {
  const found = groupBy(findings, ({ rule }) => rule)
  const failing = groupBy(failures, ruleOf)
  const off = new Set(rules.flatMap(({ id, severity }) => (severity === "off" ? [id] : [])))
  const ids = new Set([...rules.map(({ id }) => id), ...found.keys(), ...failing.keys()])
  return [...ids].toSorted().map((id) =>
    caseFor(id, {
      findings: found.get(id) ?? [],
      failures: failing.get(id) ?? [],
      isOff: off.has(id),
      isProved,
    }),
  )
}

function caseFor(name: string, { findings, failures, isOff, isProved }: Checked): Case {
  const fatal = new Set(failures.map(({ message }) => message))
  const isFatal = ({ status, message }: Finding): boolean => status === "new" && fatal.has(message)
  const aside = detailsOf(findings.filter((finding) => !isFatal(finding)))
  if (failures.length > 0) {
    const listed = findings.filter(isFatal)
    const known = new Set(listed.map(({ message }) => message))
    // What `--severity` keeps out of the list fails all the same.
    const unlisted = failures.filter(({ message }) => !known.has(message)).map(bare)
    const all = [...listed, ...unlisted]
    const message = `${countBySeverity(all)}: ${all[0]?.message ?? ""}`
    return { name, outcome: "failure", message, type: all[0]?.severity ?? "high", text: detailsOf(all), aside }
  }
  if (isOff && findings.length === 0) return { name, outcome: "skipped", message: "turned off" }
  if (!isProved && findings.length === 0)
    return { name, outcome: "skipped", message: "not proved: the image was not read whole" }
  return { name, outcome: "passed", aside }
}

const bare = ({ severity = "high", message }: Failure): Detail => ({ severity, message })

/** A case as its element. */
export function caseElement({ name, outcome, message, type, text = "", aside = "" }: Case, classname: string): string {
  const result = outcome === "passed" ? "" : element(outcome, { message: message?.slice(0, 500), type }, content(text))
  const out = aside === "" ? "" : element("system-out", {}, content(aside))
  return element("testcase", { classname, name }, result + out)
}

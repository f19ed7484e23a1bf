import { count, type Finding, type Location, type Report, type ReportImage } from "../../model/index.ts"
import type { Look } from "../look.ts"
import { clip } from "../shared/clip.ts"
import { listedOf, type Listed } from "../shared/listed.ts"
import { placeOf } from "../shared/place.ts"
import { identities, identityOf, uuidOf } from "./identity.ts"
import { securityReport, severityWord, type Vulnerability } from "./security.ts"

const GROUP = "secrets/"
/** Places that are told in words; GitLab itself knows one. */
const MOST_PLACES = 10
/** Of a run that nobody told which commit it is about. */
const NO_COMMIT = "0".repeat(40)

/**
 * GitLab's secret detection: what is new and about credentials. Values are not in a report, and `raw_source_code_extract`
 * is never written. GitLab tells findings apart by the first identifier and the place, so that the former is this
 * finding's own.
 */
export function secretDetection(report: Report, look: Look): string {
  const identify = identities()
  const sha = /^[0-9a-f]{7,64}$/i.test(look.commit ?? "") ? look.commit : NO_COMMIT
  const found = listedOf(report).filter(
    ({ finding: { secret, rule } }) => secret !== undefined || rule.startsWith(GROUP),
  )
  const draw = ({ image, finding }: Listed): Vulnerability => {
    const id = uuidOf(identify(...identityOf(image, finding)))
    const { file, line } = placeOf(finding, image, look)
    return vulnerabilityOf(finding, image, id, { file, commit: { sha }, start_line: line, end_line: line })
  }
  return securityReport("secret_detection", found, draw, { report, look })
}

function vulnerabilityOf(
  finding: Finding,
  image: ReportImage,
  id: string,
  location: Vulnerability["location"],
): Vulnerability {
  const { rule, severity, message, remedy, secret } = finding
  const type = clip(secret?.type ?? rule.slice(GROUP.length), 200) || "credential"
  return {
    id,
    name: `Credential in the image: ${type.replaceAll("-", " ")}`,
    description: `${clip(message, 4000)} ${whereabouts(finding, image)}`,
    severity: severityWord(severity),
    solution: clip(remedy.replace(/\s+/g, " "), 4000),
    identifiers: [
      { type: "plimsoll_finding", name: type, value: id },
      { type: "plimsoll_secret", name: type, value: type },
      { type: "plimsoll_rule", name: clip(rule, 255), value: clip(rule, 255) },
    ],
    location,
  }
}

/** Where it lives, in the words of the image: what GitLab calls a file is one of the repository. */
function whereabouts({ location, places = [] }: Finding, { names, id }: ReportImage): string {
  const all = [location, ...places]
  const shown = [...new Set(all.slice(0, MOST_PLACES).map(placeWords))].join("; ")
  const more = all.length - MOST_PLACES
  return `Image ${clip(names[0] ?? id, 255)}: ${shown}${more > 0 ? `; and ${count(more, "more place")}` : ""}.`
}

function placeWords({ kind, path, key, layer, history, line }: Location): string {
  const named = path ?? (key === undefined ? kind : `${kind} ${key}`)
  const at = line === undefined ? "" : `:${line}`
  const facts = [
    ...(layer === undefined ? [] : [`layer ${layer}`]),
    ...(history === undefined ? [] : [`step ${history}`]),
  ]
  return clip(named, 500) + at + (facts.length === 0 ? "" : ` (${facts.join(", ")})`)
}

import type { Report, Severity } from "../../model/index.ts"
import type { Look } from "../look.ts"
import { clip } from "../shared/clip.ts"
import { listedOf, omittedFrom, unreadOf, type Listed } from "../shared/listed.ts"
import { placeOf, type Place } from "../shared/place.ts"
import { identities, identityOf, type Identify } from "./identity.ts"
import { jsonText } from "../shared/json-text.ts"

/** What GitLab reads of an entry; it knows more fields and passes over them. */
interface Entry {
  readonly description: string
  readonly check_name: string
  readonly fingerprint: string
  readonly severity: "info" | "minor" | "major" | "critical" | "blocker"
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } }
}

const WORDS = {
  critical: "blocker",
  high: "critical",
  medium: "major",
  low: "minor",
  info: "info",
} as const satisfies Record<Severity, Entry["severity"]>

/** A page of more is read by nobody, and makes the merge request slow. */
const MOST = 5000
const MOST_MESSAGE = 1000
const MOST_REMEDY = 600
const MOST_NAME = 255

/**
 * GitLab's code quality: an array of what is new, the worst first. There is no state for what people accept, so it is
 * left out; what was not read whole is a blocker of its own. The place is a file of `--sarif-location`, or else one
 * named after the image.
 */
export function codeQuality(report: Report, look: Look): string {
  const identify = identities()
  const listed = listedOf(report)
  const left = Math.max(0, listed.length - MOST) + omittedFrom(report)
  const entries = [
    ...unreadOf(report).map((one) => unreadEntry(one, look, identify)),
    ...listed.slice(0, MOST).map((one) => entryOf(one, look, identify)),
    ...(left === 0 ? [] : [leftEntry(left, look, identify)]),
  ]
  return jsonText(entries)
}

const located = ({ file, line }: Place): Entry["location"] => ({ path: file, lines: { begin: line } })

/** Of what has no place of its own. */
const nowhere = (look: Look): Entry["location"] =>
  located(placeOf({ location: { kind: "image" } }, { names: [] }, look))

function entryOf({ image, finding, of }: Listed, look: Look, identify: Identify): Entry {
  const { rule, severity, message, remedy } = finding
  const fix = remedy === "" ? "" : ` Fix: ${clip(remedy.replace(/\s+/g, " "), MOST_REMEDY)}`
  return {
    description: clip(of === "" ? message : `${of}: ${message}`, MOST_MESSAGE) + fix,
    check_name: clip(rule, MOST_NAME),
    fingerprint: identify(...identityOf(image, finding)),
    severity: WORDS[severity],
    location: located(placeOf(finding, image, look)),
  }
}

const unreadEntry = (sentence: string, look: Look, identify: Identify): Entry => ({
  description: clip(sentence, MOST_MESSAGE),
  check_name: "not-read-whole",
  fingerprint: identify("not-read-whole", sentence),
  severity: "blocker",
  location: nowhere(look),
})

const leftEntry = (left: number, look: Look, identify: Identify): Entry => ({
  description: `${left} more findings are not listed here. --format json=FILE has them.`,
  check_name: "not-listed",
  fingerprint: identify("not-listed"),
  severity: "info",
  location: nowhere(look),
})

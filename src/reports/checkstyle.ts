import { groupBy, type Report, type Severity } from "../model/index.ts"
import type { Look } from "./look.ts"
import { findingsIn, notRead } from "./shared/entries.ts"
import { placeOf } from "./shared/place.ts"
import { prose } from "./shared/prose.ts"
import { block, element, xmlDocument } from "./shared/xml.ts"

/** Checkstyle's own words, of which readers know three. */
const WORDS = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "info",
  info: "info",
} as const satisfies Record<Severity, string>

/** The version of checkstyle whose files every reader takes. */
const VERSION = "4.3"

interface Entry {
  readonly file: string
  readonly line: number
  readonly severity: "error" | "warning" | "info"
  readonly message: string
  readonly source: string
}

/** Checkstyle XML, which most build servers read. What people accept is left out: the format has no word for it. */
export function checkstyle(report: Report, look: Look): string {
  const files = groupBy([...unreadEntries(report, look), ...entries(report, look)], ({ file }) => file)
  const elements = [...files].map(([name, all]) => element("file", { name }, block(all.map(errorElement))))
  return xmlDocument(element("checkstyle", { version: VERSION }, block(elements)))
}

function entries(report: Report, look: Look): Entry[] {
  return report.images.flatMap((image) =>
    findingsIn(image, report.failures)
      .filter(({ status }) => status === "new")
      .map((finding): Entry => {
        const { rule, severity, message, remedy } = finding
        const text = remedy === "" ? message : `${message}\nFix: ${remedy}`
        return { ...placeOf(finding, image, look), severity: WORDS[severity], message: text, source: rule }
      }),
  )
}

/** What was not read stands there like an error, for nothing else would say that the list proves nothing. */
const unreadEntries = (report: Report, look: Look): Entry[] =>
  notRead(report).map(({ id, message }) => ({
    ...placeOf({ location: { kind: "archive" } }, { names: [] }, look),
    severity: "error",
    message: `Not read whole, so that nothing is proved: ${message}`,
    source: id,
  }))

const errorElement = ({ line, severity, message, source }: Entry): string =>
  element("error", { line, severity, message: prose(message), source: `plimsoll.${source}` })

import { isAtLeast, type Report, type Severity } from "../model/index.ts"
import type { Look } from "./look.ts"
import { clip } from "./shared/clip.ts"
import { listedOf, omittedFrom, unreadOf, type Listed } from "./shared/listed.ts"
import { placeOf, type Place } from "./shared/place.ts"
import { term } from "./shared/term.ts"
import { penFor } from "./table/pen.ts"
import { verdictLine } from "./table/verdict.ts"

const LEVELS = ["error", "warning", "notice"] as const
type Level = (typeof LEVELS)[number]

/** GitHub shows so many of each level for a step and says nothing of the others. */
const MOST = 10
const MOST_MESSAGE = 2000
const MOST_TITLE = 200
/** Columns of the verdict: a log breaks lines by itself. */
const WIDTH = 400
/** As bad as this warns, where it does not fail. */
const WARNS: Severity = "medium"

interface Annotation {
  readonly level: Level
  readonly title: string
  /** In lines that are safe to show. */
  readonly lines: readonly string[]
  readonly place: Place | null
}

/**
 * Annotations of GitHub Actions, as commands on standard output: an error for what fails the audit or was not read, a
 * warning from medium on, else a notice; at most ten of each, the worst first, and what is left out is counted. What
 * people accept is no annotation. The last line is the verdict and no command.
 */
export function github(report: Report, look: Look): string {
  const unread = unreadOf(report)
  const listed = listedOf(report)
  const shown = LEVELS.flatMap((level) =>
    [
      ...(level === "error" ? unread.slice(0, MOST).map(unreadAnnotation) : []),
      ...listed
        .filter((one) => levelOf(one) === level)
        .slice(0, MOST)
        .map((one) => annotationOf(one, look)),
    ].slice(0, MOST),
  )
  const all = unread.length + listed.length + omittedFrom(report)
  const isCut = all > shown.length
  // What says how many there are takes the place of a notice.
  const kept = isCut && shown.filter(({ level }) => level === "notice").length === MOST ? shown.slice(0, -1) : shown
  const left = isCut ? [leftOut(all - kept.length)] : []
  const verdict = verdictLine(report, penFor({ ...look, colour: false, width: WIDTH }))
  return [...[...kept, ...left].map(commandOf), verdict, ""].join("\n")
}

const levelOf = ({ fails, finding }: Listed): Level =>
  fails ? "error" : isAtLeast(finding.severity, WARNS) ? "warning" : "notice"

const unreadAnnotation = (sentence: string): Annotation => ({
  level: "error",
  title: "incomplete",
  lines: [clip(sentence, MOST_MESSAGE)],
  place: null,
})

function annotationOf(listed: Listed, look: Look): Annotation {
  const { image, finding, of } = listed
  const { rule, severity, message, remedy } = finding
  return {
    level: levelOf(listed),
    title: clip(`${severity}: ${rule}${of === "" ? "" : ` in ${of}`}`, MOST_TITLE),
    lines: [clip(message, MOST_MESSAGE), ...(remedy === "" ? [] : fixLines(remedy))],
    place: placeOf(finding, image, look),
  }
}

/** A remedy has lines of its own, for commands. */
const fixLines = (remedy: string): readonly string[] => `Fix: ${remedy.slice(0, MOST_MESSAGE)}`.split("\n").map(term)

const leftOut = (amount: number): Annotation => ({
  level: "notice",
  title: "plimsoll",
  lines: [
    `${amount} more, for GitHub shows ${MOST} of a kind. The summary of this job tells of the worst, --format json=FILE of all.`,
  ],
  place: null,
})

/** The one place that writes a command of GitHub's runner: `::error file=Dockerfile,line=1,title=user/root::message`. */
function commandOf({ level, title, lines, place }: Annotation): string {
  const pairs = [
    ...(place === null
      ? []
      : [
          ["file", place.file],
          ["line", String(place.line)],
        ]),
    ["title", title],
  ]
  const properties = pairs.map(([name = "", value = ""]) => `${name}=${property(value)}`).join(",")
  return `::${level} ${properties}::${data(lines.join("\n"))}`
}

/** Text of a command: what ends it, and the sign that says so. */
const data = (text: string): string => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A")

const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C")

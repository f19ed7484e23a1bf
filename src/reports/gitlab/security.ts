import type { Report, Severity } from "../../model/index.ts"
import type { Look } from "../look.ts"
import { clip } from "../shared/clip.ts"
import { omittedFrom, unreadOf } from "../shared/listed.ts"
import { jsonText } from "../shared/json-text.ts"

/** What GitLab's security reports of any kind say of one thing. Text is safe to show. */
export interface Vulnerability {
  /** A UUID that survives a rebuild. */
  readonly id: string
  /** What it is an example of: nothing of this one finding. At most 255 characters. */
  readonly name: string
  readonly description: string
  readonly severity: (typeof WORDS)[Severity]
  readonly solution?: string
  /** The first one and the place tell GitLab whether it knows the finding. */
  readonly identifiers: readonly Identifier[]
  readonly location: Readonly<Record<string, unknown>>
}

interface Identifier {
  readonly type: string
  readonly name: string
  readonly value: string
}

const WORDS = { critical: "Critical", high: "High", medium: "Medium", low: "Low", info: "Info" } as const

/** A severity as GitLab writes it. */
export const severityWord = (severity: Severity): Vulnerability["severity"] => WORDS[severity]

/** The oldest version with all that is said here, so that no GitLab is too old for it; 15.2 reads the same. */
const VERSION = "15.0.7"
const MOST = 5000
const MOST_MESSAGES = 100
const MOST_VALUE = 2000

const TOOL = { id: "plimsoll", name: "plimsoll", vendor: { name: "plimsoll" } }

/** `2026-11-21T10:00:00`, UTC: GitLab takes neither a zone nor fractions. */
const timeOf = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 19)

/** When it ended, in milliseconds; the start of time where nobody says. */
function endOf({ generatedAt }: Report, { endedAt }: Look): number {
  const time = generatedAt === undefined ? endedAt?.getTime() : Date.parse(generatedAt)
  return time === undefined || Number.isNaN(time) ? 0 : time
}

/**
 * The frame of a GitLab security report around what `draw` makes of each; `all` come the worst first. What was not read
 * whole makes it a failed scan.
 */
export function securityReport<T>(
  type: "container_scanning" | "secret_detection",
  all: readonly T[],
  draw: (one: T) => Vulnerability,
  { report, look }: { readonly report: Report; readonly look: Look },
): string {
  const end = endOf(report, look)
  const tool = { ...TOOL, version: clip(report.tool.version, 100) }
  const scan = {
    analyzer: tool,
    scanner: tool,
    start_time: timeOf(Math.max(0, end - (look.elapsedMs ?? 0))),
    end_time: timeOf(end),
    status: report.verdict === "incomplete" ? "failure" : "success",
    type,
    messages: messagesOf(report, all.length - MOST),
  }
  const vulnerabilities = all.slice(0, MOST).map(draw)
  return jsonText({ version: VERSION, scan, vulnerabilities })
}

interface Message {
  readonly level: "info" | "warn" | "fatal"
  readonly value: string
}

function messagesOf(report: Report, left: number): readonly Message[] {
  const level = report.images.length === 0 ? "fatal" : "warn"
  const all = unreadOf(report).map((sentence): Message => ({ level, value: clip(sentence, MOST_VALUE) }))
  const more = all.length - MOST_MESSAGES
  const omitted = omittedFrom(report)
  return [
    ...all.slice(0, MOST_MESSAGES),
    ...(more > 0 ? [{ level, value: `${more} more inputs were not read whole.` } as const] : []),
    ...(left > 0 ? [warnLeft(`${left} more findings are not listed here.`)] : []),
    ...(omitted > 0 ? [warnLeft(`${omitted} findings of rules that found over a thousand are not listed here.`)] : []),
  ]
}

const warnLeft = (sentence: string): Message => ({ level: "warn", value: `${sentence} --format json=FILE has more.` })

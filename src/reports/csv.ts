import { type Finding, platformText, type Report, type ReportImage } from "../model/index.ts"
import { findingsIn, notRead } from "./shared/entries.ts"
import { instructionAt, instructionOf } from "./shared/instruction.ts"
import { prose } from "./shared/prose.ts"

/** One line of the table, by column; what is absent is empty. */
type Row = { readonly [Column in (typeof COLUMNS)[number]]?: string | number | boolean | undefined }

const COLUMNS = [
  "kind",
  "input",
  "image",
  "platform",
  "severity",
  "rule",
  "status",
  "message",
  "remedy",
  "fails",
  "place",
  "path",
  "line",
  "key",
  "layer",
  "step",
  "instruction",
  "bytes",
  "inherited",
  "secret_type",
  "fingerprint",
  "reason",
  "owner",
  "expires",
  "accepted_by",
] as const

/** Of an instruction, what tells which it is. */
const MAX_INSTRUCTION = 300

/**
 * A table for spreadsheets (RFC 4180): a row a finding, what is accepted too. What was not read has rows of the kind
 * `input`, so that an empty table is that of an image without findings and of nothing else.
 */
export function csv(report: Report): string {
  const rows = [...unreadRows(report), ...report.images.flatMap((image) => rowsOf(image, report))]
  return [COLUMNS.join(","), ...rows.map(line), ""].join("\r\n")
}

const line = (row: Row): string => COLUMNS.map((column) => cell(row[column])).join(",")

// What spreadsheets take for a formula, full width too. Tabs and returns are visible by then.
const FORMULA = /^[=+\-@＝＋－＠]/
const QUOTED = /[",\n]/

function cell(value: Row[keyof Row]): string {
  if (typeof value !== "string") return value === undefined ? "" : String(value)
  const text = prose(value)
  const harmless = FORMULA.test(text) ? `'${text}` : text
  return QUOTED.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

function rowsOf(image: ReportImage, { inputs, failures }: Report): Row[] {
  const of: Row = {
    input: inputs[image.input]?.path ?? "",
    image: image.names[0] ?? image.id,
    platform: platformText(image.platform),
    kind: "finding",
  }
  const fatal = new Set(failures.flatMap(({ image: id, message }) => (id === image.id ? [message] : [])))
  return findingsIn(image, failures).map((finding) => ({
    ...of,
    ...rowOf(finding, image),
    fails: finding.status === "new" && fatal.has(finding.message),
  }))
}

function rowOf(finding: Finding, image: ReportImage): Row {
  const { location, secret, acceptedBy, severity, rule, status, message, remedy, fingerprint } = finding
  const { kind, path, line: at, key, layer, history } = location
  const { inherited, bytes, reason, owner, expires } = finding
  const instruction = instructionAt(image, history) || instructionOf(image, layer)
  return {
    severity,
    rule,
    status,
    message,
    remedy,
    place: kind,
    path,
    line: at,
    key,
    layer,
    step: history,
    instruction: instruction.slice(0, MAX_INSTRUCTION),
    bytes,
    inherited,
    secret_type: secret?.type,
    fingerprint,
    reason,
    owner,
    expires,
    accepted_by: acceptedBy,
  }
}

const unreadRows = (report: Report): Row[] =>
  notRead(report).map(({ id, message }) => ({ kind: "input", severity: "critical", rule: id, message, fails: true }))

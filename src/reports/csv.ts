import { type Finding, platformText, type Report, type ReportImage, type Severity } from "../model/index.ts"
import { findingsIn, notRead } from "./shared/entries.ts"
import { instructionAt, instructionOf } from "./shared/instruction.ts"
import { prose } from "./shared/prose.ts"
import { failsBy } from "./shared/fails.ts"

type Cell = string | number | boolean | undefined

/** What one line of the table is about. */
interface Row {
  readonly kind: "finding" | "input"
  readonly severity: Severity
  readonly rule: string
  readonly message: string
  readonly fails: boolean
  readonly input?: string
  readonly image?: ReportImage
  readonly finding?: Finding
}

/** Of an instruction, what tells which it is. */
const MAX_INSTRUCTION = 300

function instructionIn({ image, finding }: Row): Cell {
  if (image === undefined || finding === undefined) return undefined
  const { history, layer } = finding.location
  return (instructionAt(image, history) || instructionOf(image, layer)).slice(0, MAX_INSTRUCTION)
}

/** Head and cell of every column. */
const COLUMNS: readonly (readonly [string, (row: Row) => Cell])[] = [
  ["kind", ({ kind }) => kind],
  ["input", ({ input }) => input],
  ["image", ({ image }) => image?.names[0] ?? image?.id],
  ["platform", ({ image }) => image && platformText(image.platform)],
  ["severity", ({ severity }) => severity],
  ["rule", ({ rule }) => rule],
  ["status", ({ finding }) => finding?.status],
  ["message", ({ message }) => message],
  ["remedy", ({ finding }) => finding?.remedy],
  ["fails", ({ fails }) => fails],
  ["place", ({ finding }) => finding?.location.kind],
  ["path", ({ finding }) => finding?.location.path],
  ["line", ({ finding }) => finding?.location.line],
  ["key", ({ finding }) => finding?.location.key],
  ["layer", ({ finding }) => finding?.location.layer],
  ["step", ({ finding }) => finding?.location.history],
  ["instruction", instructionIn],
  ["bytes", ({ finding }) => finding?.bytes],
  ["inherited", ({ finding }) => finding?.inherited],
  ["secret_type", ({ finding }) => finding?.secret?.type],
  ["fingerprint", ({ finding }) => finding?.fingerprint],
  ["reason", ({ finding }) => finding?.reason],
  ["owner", ({ finding }) => finding?.owner],
  ["expires", ({ finding }) => finding?.expires],
  ["accepted_by", ({ finding }) => finding?.acceptedBy],
]

/**
 * A table for spreadsheets (RFC 4180): a row a finding, what is accepted too. What was not read has rows of the kind
 * `input`, so that an empty table is that of an image without findings and of nothing else.
 */
export function csv(report: Report): string {
  const rows = [...unreadRows(report), ...report.images.flatMap((image) => rowsOf(image, report))]
  return [COLUMNS.map(([head]) => head).join(","), ...rows.map(line), ""].join("\r\n")
}

const line = (row: Row): string => COLUMNS.map(([, cellOf]) => cell(cellOf(row))).join(",")

// What spreadsheets take for a formula, full width too. Tabs and returns are visible by then.
const FORMULA = /^[=+\-@＝＋－＠]/
const QUOTED = /[",\n]/

function cell(value: Cell): string {
  if (typeof value !== "string") return value === undefined ? "" : String(value)
  const text = prose(value)
  const harmless = FORMULA.test(text) ? `'${text}` : text
  return QUOTED.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

function rowsOf(image: ReportImage, { inputs, failures }: Report): Row[] {
  const input = inputs[image.input]?.path ?? ""
  const fails = failsBy(failures)
  return findingsIn(image, failures).map((finding) => {
    const { severity, rule, message } = finding
    return {
      kind: "finding",
      severity,
      rule,
      message,
      fails: fails(image, finding),
      input,
      image,
      finding,
    }
  })
}

const unreadRows = (report: Report): Row[] =>
  notRead(report).map(({ id, message }) => ({ kind: "input", severity: "critical", rule: id, message, fails: true }))

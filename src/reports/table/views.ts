import { formatBytes } from "../../model/index.ts"
import type { File, Inventory, ReportImage, Rule, RuleOption } from "../../model/index.ts"
import { EntryType } from "../../model/index.ts"
import { grid } from "./grid.ts"
import { layersView } from "./layers.ts"
import type { Look } from "../look.ts"
import { packageList, packageTotals } from "./packages.ts"
import { penFor } from "./pen.ts"
import type { Pen } from "./pen.ts"
import { titleLines } from "./title.ts"
import { padSeverity } from "./severity.ts"

/** Files shown unless the look is verbose. */
const SHOWN = 40

const text = (...blocks: string[][]): string => `${blocks.map((block) => block.join("\n")).join("\n\n")}\n`

/** `plimsoll layers`: one image's layers with every size that they have. */
export function layers(image: ReportImage, look: Look): string {
  const pen = penFor(look)
  return text(titleLines(image, pen), layersView(image, pen))
}

/** `plimsoll history`: the steps that built one image, and the layer and bytes that each of them made. */
export function history(image: ReportImage, look: Look): string {
  const pen = penFor(look)
  const rows = image.history.map((step) => [
    String(step.index),
    step.layer === null ? "-" : String(step.layer),
    step.layer === null ? "-" : formatBytes(image.layers[step.layer]?.contentBytes ?? 0),
    step.text,
  ])
  const heads = [
    { head: "Step", align: "right" },
    { head: "Layer", align: "right" },
    { head: "Size", align: "right" },
    { head: "Instruction" },
  ] as const
  return text(titleLines(image, pen), rows.length === 0 ? ["It has no history."] : grid(heads, rows, pen))
}

/** `plimsoll files`: the files that a container sees, largest first. `clean` takes secrets out of a path. */
export function files(image: ReportImage, tree: Iterable<File>, clean: (path: string) => string, look: Look): string {
  const pen = penFor(look)
  const all = [...tree].filter((file) => file.type === EntryType.file)
  const sorted = all.toSorted((one, other) => other.size - one.size)
  const shown = look.verbose ? sorted : sorted.slice(0, SHOWN)
  const rest = sorted.slice(shown.length)
  const left = formatBytes(rest.reduce((sum, file) => sum + file.size, 0))
  return text(titleLines(image, pen), [
    pen.paint("dim", "    Size  Layer  Path"),
    ...shown.map((file) => fileLine({ ...file, path: clean(file.path) }, pen)),
    ...(rest.length === 0 ? [] : [`and ${rest.length} more (${left}): --verbose shows all`]),
  ])
}

// Not a grid: there may be a million.
const fileLine = ({ size, layer, path }: File, pen: Pen): string =>
  `${formatBytes(size).padStart(8)}  ${String(layer).padStart(5)}  ${pen.path(path, pen.width - 17)}`

/** `plimsoll packages`: whose the bytes are that a container sees, by type and package. */
export function packages(image: ReportImage, unowned: Inventory["unowned"], look: Look): string {
  const pen = penFor(look)
  return text(
    titleLines(image, pen),
    packageTotals(image, unowned, pen),
    image.packages.length === 0 ? ["No file says which packages it has."] : packageList(image, pen),
  )
}

/** `plimsoll rules`: what is checked, one line each. */
export function ruleList(rules: readonly Rule[], look: Look): string {
  const pen = penFor(look)
  const widest = Math.max(0, ...rules.map(({ id }) => id.length))
  const room = Math.max(16, pen.width - 12 - widest)
  return text(
    rules.map(
      ({ id, severity, title }) => `${padSeverity(pen, severity, 8)}  ${id.padEnd(widest)}  ${pen.line(title, room)}`,
    ),
  )
}

/** A text without the indent that all its lines share. */
function flush(block: string): string {
  const lines = block.split("\n").filter((line) => line.trim() !== "")
  const indent = Math.min(...lines.map((line) => line.length - line.trimStart().length))
  return lines.map((line) => line.slice(indent)).join("\n")
}

/** An option as a settings file would set it, with its default, and what it means. */
const optionLines = ([name, { default: value, help }]: readonly [string, RuleOption], pen: Pen): string[] => [
  `  ${pen.line(`${name}: ${JSON.stringify(value)}`, pen.width - 2)}`,
  ...pen.prose(`${help}.`, pen.width - 4).map((line) => `    ${line}`),
]

/** `plimsoll rules ID`: one rule explained. */
export function ruleText(rule: Rule, look: Look): string {
  const pen = penFor(look)
  const options = Object.entries(rule.options ?? {})
  const part = (title: string, body: string): string[] => [
    pen.paint("bold", title),
    ...pen.prose(body, pen.width - 2).map((line) => `  ${line}`),
  ]
  return text(
    [`${pen.paint("bold", rule.id)}  ${padSeverity(pen, rule.severity, 0)}`, ...pen.prose(`${rule.title}.`, pen.width)],
    part("Why", rule.why),
    part("How it decides", rule.decides),
    part("What it does not see", rule.blind),
    part("What to do", rule.remedy),
    ...(options.length === 0
      ? []
      : [[pen.paint("bold", "Options"), ...options.flatMap((one) => optionLines(one, pen))]]),
    part("Found in", flush(rule.examples.bad)),
    part("Not found in", flush(rule.examples.good)),
    ...(rule.references.length === 0 ? [] : [part("See also", rule.references.join(", "))]),
  )
}

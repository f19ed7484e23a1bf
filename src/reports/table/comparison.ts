import { type Change, type Comparison, count, type Finding, formatBytes, type ReportImage } from "../../model/index.ts"
import { columns } from "./columns.ts"
import { grid } from "./grid.ts"
import { arrow, growthOf, growthSection, percent, signed } from "./growth.ts"
import { instructionOf } from "../shared/instruction.ts"
import type { Pen } from "./pen.ts"
import { countBySeverity } from "../shared/severities.ts"
import { padSeverity } from "./severity.ts"

/** Causes named, and lines of config and findings shown, unless the look is verbose. */
const CAUSES = 3
const SHOWN = 8
/** Of a digest, what tells images apart. */
const DIGEST = "sha256:".length + 12

const SIZES = [
  ["content", "Content"],
  ["filesystem", "Visible"],
  ["wasted", "Wasted"],
  ["archive", "As stored"],
] as const

/** What an image is compared with, how its sizes changed, and what made it grow: enough for somebody who asked for more than that. */
export function comparisonSection(image: ReportImage, isWhole: boolean, pen: Pen): string[] {
  const { comparison } = image
  if (comparison === undefined) return []
  const { with: other, size } = comparison
  if (other === null)
    return [
      pen.heading("Compared with nothing", ""),
      ...pen.sentence(
        isWhole
          ? "The other side has no image of this name and platform: all of this one counts as growth."
          : "The other side was not read whole, and nothing of it can be told.",
        pen.width,
      ),
    ]
  const name = pen.line(other.names[0] ?? other.id.slice(0, DIGEST), Math.floor(pen.width / 2))
  return [
    pen.heading(`Compared with ${name}`, sumOf(size.content, pen)),
    ...(isWhole && image.complete
      ? []
      : pen.sentence("Not read whole: what differs may be what could not be read.", pen.width)),
    ...(isSame(comparison) ? ["No change: the same content, config and findings."] : sizeLines(comparison, pen)),
    ...causeLines(image, comparison, pen),
    ...pullLines(comparison, pen),
  ]
}

const sumOf = (change: Change, pen: Pen): string =>
  growthOf(change) === 0 ? "" : [signed(growthOf(change), pen), percent(change, pen)].filter(Boolean).join(", ")

const isSame = ({ size, config, findings, ...lists }: Comparison): boolean =>
  [size.content, size.filesystem, size.wasted].every((change) => growthOf(change) === 0) &&
  [config, findings.new, findings.fixed, lists.layers, lists.packages, lists.directories].every(
    (list) => list.length === 0,
  )

function sizeLines({ size }: Comparison, pen: Pen): string[] {
  const row = (head: string, change: Change, format: (amount: number) => string): string[] => [
    head,
    format(change.before),
    format(change.after),
    growthOf(change) === 0 ? "-" : signed(growthOf(change), pen, format),
    percent(change, pen),
  ]
  const rows = [
    ...SIZES.map(([key, head]) => row(head, size[key], formatBytes)),
    row("Files", size.files, String),
  ].filter(([, before, after]) => before !== after || before !== "0 B")
  const heads = ["Before", "After", "Change"].map((head) => ({ head, align: "right" }) as const)
  return grid([{ head: "" }, ...heads, { head: "" }], rows, pen)
}

/** The three things that the image grew by most, and the instructions that brought them; what it shrank by where it shrank. */
function causeLines(image: ReportImage, { causes, size }: Comparison, pen: Pen): string[] {
  const growth = growthOf(size.content)
  const all = growth < 0 ? causes.toReversed() : causes
  const isTold = (cause: Change): boolean => (growth < 0 ? growthOf(cause) < 0 : growthOf(cause) > 0)
  const shown = pen.look.verbose ? all : all.filter(isTold).slice(0, CAUSES)
  if (shown.length === 0) return []
  const wide = Math.max(...shown.map((cause) => signed(growthOf(cause), pen).length))
  const indent = " ".repeat(wide + 4)
  const room = pen.width - indent.length
  const rest = causes.length - shown.length
  return [
    "",
    pen.paint("bold", growth > 0 ? "What made it grow" : growth < 0 ? "What made it shrink" : "What grew"),
    ...shown.flatMap((cause) => {
      const [what, where] = causeText(image, cause)
      return [
        `  ${signed(growthOf(cause), pen).padStart(wide)}  ${what.startsWith("/") ? pen.path(what, room) : pen.line(what, room)}`,
        ...(where === "" ? [] : [indent + pen.paint("dim", pen.line(where, room))]),
      ]
    }),
    ...(rest === 0 ? [] : [`  and ${rest} more: --verbose shows all`]),
  ]
}

const HIDDEN = "hidden: "

/** What it is, and the instruction that brought it where it doesn't say so itself. */
function causeText(image: ReportImage, { what, layer }: Comparison["causes"][number]): readonly [string, string] {
  if (layer === null) return [what, ""]
  if (what.startsWith(HIDDEN)) return [`hidden in layer ${layer}: ${what.slice(HIDDEN.length)}`, ""]
  return [what, `layer ${layer}  ${instructionOf(image, layer)}`.trimEnd()]
}

function pullLines({ pull }: Comparison, pen: Pen): string[] {
  const { layers, bytes, sharedLayers, sharedBytes } = pull
  if (layers + sharedLayers === 0) return []
  const fetched = layers === 0 ? "nothing" : `${count(layers, "layer")}, ${formatBytes(bytes)}`
  const shared =
    sharedLayers === 0
      ? "no layer is shared"
      : `${count(sharedLayers, "layer")}, ${formatBytes(sharedBytes)}, ${sharedLayers === 1 ? "is" : "are"} there already`
  return ["", ...pen.sentence(`To fetch for whoever has the other image: ${fetched}; ${shared}.`, pen.width)]
}

/** Everything that changed, list by list: for whoever asked for the difference. */
export function differenceSections(image: ReportImage, pen: Pen): string[][] {
  const { comparison } = image
  if (comparison === undefined || comparison.with === null) return []
  const { directories, packages, layers, config, findings } = comparison
  return [
    growthSection("Folders", { head: "Folder", cut: "middle" }, directories, ({ path }) => path, pen),
    // Without packages, what none owns is all there is.
    growthSection(
      "Packages",
      { head: "Package" },
      packages.some(({ type }) => type !== "") ? packages : [],
      (change) => packageText(change, pen),
      pen,
    ),
    layersSection(layers, pen),
    configSection(config, pen),
    fixedSection(findings.fixed, pen),
  ]
}

/** A layer that came, went or changed without a difference in bytes is no news but for whoever fetches it. */
function layersSection(layers: Comparison["layers"], pen: Pen): string[] {
  const shown = pen.look.verbose ? layers : layers.filter((layer) => growthOf(layer) !== 0)
  const rest = layers.length - shown.length
  const sections = growthSection("Layers", { head: "Layer" }, shown, layerText, pen)
  if (rest === 0) return sections
  const told = `${count(rest, "layer")} without a difference in bytes: --verbose shows all`
  return sections.length === 0 ? [pen.heading("Layers", ""), told] : [...sections, `and ${told}`]
}

function packageText({ type, name, beforeVersion, afterVersion }: Comparison["packages"][number], pen: Pen): string {
  if (type === "") return "what no package owns"
  const version =
    beforeVersion === null
      ? `${afterVersion ?? ""} (new)`
      : afterVersion === null
        ? `${beforeVersion} (gone)`
        : beforeVersion === afterVersion
          ? afterVersion
          : `${beforeVersion} ${arrow(pen)} ${afterVersion}`
  return `${type} ${name}  ${version}`
}

function layerText({ change, beforeIndex, afterIndex, createdBy }: Comparison["layers"][number]): string {
  const index = afterIndex ?? beforeIndex
  return `${String(index).padStart(2)} ${change}  ${createdBy ?? ""}`
}

function configSection(config: Comparison["config"], pen: Pen): string[] {
  if (config.length === 0) return []
  const shown = pen.look.verbose ? config : config.slice(0, SHOWN)
  const rest = config.length - shown.length
  return [
    pen.heading("Config", count(config.length, "change")),
    ...shown.map((one) => configLine(one, pen)),
    ...(rest === 0 ? [] : [`and ${rest} more: --verbose shows all`]),
  ]
}

/** `+ volumes  /data`, `− user  1000`, `~ label version  1 → 2`. */
function configLine({ field, before, after }: Comparison["config"][number], pen: Pen): string {
  const minus = pen.look.unicode === false ? "-" : "−"
  const name = pen.line(field, Math.floor(pen.width / 2))
  const isVariable = field.startsWith("env ")
  const start = `${before === null ? "+" : after === null ? minus : "~"} ${name}`
  const room = pen.width - columns(start) - 2
  if (before === null || after === null)
    return isVariable ? start : `${start}  ${pen.line(after ?? before ?? "", room)}`
  if (isVariable) return `${start}  ${pen.line(after, room)}`
  const to = ` ${arrow(pen)} `
  const first = pen.line(before, Math.max(8, Math.floor((room - to.length) / 2)))
  return `${start}  ${first}${to}${pen.line(after, Math.max(8, room - columns(first) - to.length))}`
}

function fixedSection(fixed: readonly Finding[], pen: Pen): string[] {
  if (fixed.length === 0) return []
  const shown = pen.look.verbose ? fixed : fixed.slice(0, SHOWN)
  const rest = fixed.length - shown.length
  return [
    pen.heading("Fixed", countBySeverity(fixed)),
    ...shown.map(({ severity, message }) => `${padSeverity(pen, severity, 10)}${pen.line(message, pen.width - 10)}`),
    ...(rest === 0 ? [] : [`and ${rest} more: --verbose shows all`]),
  ]
}

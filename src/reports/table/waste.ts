import { count, formatBytes } from "../../model/index.ts"
import type { ReportImage } from "../../model/index.ts"
import { GUTTER } from "./findings.ts"
import { instructionOf } from "../shared/instruction.ts"
import type { Pen } from "./pen.ts"

type Item = ReportImage["waste"][number]

/** One cause between one pair of layers. */
interface Group {
  readonly first: Item
  readonly items: Item[]
  bytes: number
}

/** Groups shown unless the look is verbose, and the bytes that make one worth a look. */
const SHOWN = 5
const NOTABLE = 1000
const INDENT = " ".repeat(GUTTER)
const VERBS = {
  deleted: "deleted in",
  overwritten: "overwritten in",
  "metadata-only": "same bytes in",
  duplicate: "",
} as const satisfies Record<Item["cause"], string>

function grouped(items: readonly Item[]): Group[] {
  const groups = new Map<string, Group>()
  for (const item of items) {
    const key = `${item.cause} ${item.fromLayer} ${item.byLayer}`
    const group = groups.get(key) ?? { first: item, items: [], bytes: 0 }
    group.items.push(item)
    group.bytes += item.bytes
    groups.set(key, group)
  }
  return [...groups.values()].toSorted((one, other) => other.bytes - one.bytes)
}

/** The deepest directory that holds all paths. */
function commonDirectory(items: readonly Item[]): string {
  let common = items[0]?.path.split("/").slice(0, -1) ?? []
  for (const { path } of items) {
    const parts = path.split("/")
    const end = common.findIndex((part, at) => parts[at] !== part)
    if (end !== -1) common = common.slice(0, end)
  }
  return common.join("/") || "/"
}

/** Bytes that are shipped for nothing: which, who wrote them and who made them useless. */
export function wasteSection(image: ReportImage, pen: Pen): string[] {
  if (image.waste.length === 0) return []
  const groups = grouped(image.waste)
  const shown = pen.look.verbose ? groups : groups.slice(0, SHOWN).filter((group) => group.bytes >= NOTABLE)
  const rest = groups.slice(shown.length)
  const left = rest.reduce((sum, group) => sum + group.bytes, 0)
  const { wasteOmitted, duplicatesOmitted } = image
  const items = wasteOmitted.items + duplicatesOmitted.items
  const bytes = wasteOmitted.bytes + duplicatesOmitted.bytes
  return [
    pen.heading("Waste", causes(image, pen.width - 12)),
    ...shown.flatMap((group) => lines(group, image, pen)),
    ...(rest.length === 0 ? [] : [`${INDENT}and ${rest.length} more (${formatBytes(left)}): --verbose shows all`]),
    ...(items === 0 ? [] : [`${INDENT}and ${count(items, "smaller file")} (${formatBytes(bytes)}), not listed`]),
  ]
}

/** Bytes by cause, as many as a heading has room for. */
function causes({ waste, duplicatesOmitted }: ReportImage, room: number): string {
  const sums = new Map<string, number>()
  if (duplicatesOmitted.items > 0) sums.set("duplicate", duplicatesOmitted.bytes)
  for (const { cause, bytes } of waste) sums.set(cause, (sums.get(cause) ?? 0) + bytes)
  const sorted = [...sums].toSorted(([, one], [, other]) => other - one)
  const told = sorted.map(([cause, bytes]) => `${formatBytes(bytes)} ${cause}`)
  while (told.join(", ").length > room) told.pop()
  return told.join(", ")
}

function lines({ first, items, bytes }: Group, image: ReportImage, pen: Pen): string[] {
  const width = pen.width - GUTTER
  const verb = VERBS[first.cause]
  const start = `${first.cause}: ${items.length === 1 ? "" : `${items.length} files under `}`
  const subject = start + pen.path(items.length === 1 ? first.path : commonDirectory(items), width - start.length)
  const kept = first.sameAs === undefined ? "" : `${items.length === 1 ? "" : "the largest "}same as ${first.sameAs}`
  const steps = [
    ...(kept === "" ? [] : [kept]),
    `${"written in".padEnd(verb.length)} layer ${first.fromLayer}  ${instructionOf(image, first.fromLayer)}`,
    ...(first.byLayer === null
      ? []
      : [`${verb.padEnd(10)} layer ${first.byLayer}  ${instructionOf(image, first.byLayer)}`]),
  ]
  return [
    formatBytes(bytes).padStart(GUTTER - 2) + "  " + subject,
    ...steps.map((step) => INDENT + pen.paint("dim", pen.line(step.trimEnd(), width))),
  ]
}

import { formatBytes, groupBy, type ReportImage } from "../../../model/index.ts"
import { instructionOf } from "../../shared/instruction.ts"
import { html, type Markup } from "../markup.ts"
import { amountOf, bytes } from "./parts/bytes.ts"
import { layerLink } from "./parts/place.ts"
import type { Scene } from "./parts/scene.ts"
import { table } from "./parts/table.ts"
import { cut, instruction, more, path } from "./parts/text.ts"

type Item = ReportImage["waste"][number]

/** Pairs of layers listed. */
const MOST = 40

/** What one layer made useless of another, by one cause. */
interface Group {
  readonly first: Item
  readonly items: readonly Item[]
  readonly bytes: number
}

const sumOf = (items: readonly { readonly bytes: number }[]): number => items.reduce((sum, item) => sum + item.bytes, 0)

function groupsOf(waste: readonly Item[]): Group[] {
  const groups = groupBy(waste, ({ cause, fromLayer, byLayer }) => `${cause} ${fromLayer} ${byLayer}`)
  return [...groups.values()]
    .flatMap((items) => (items[0] === undefined ? [] : [{ first: items[0], items, bytes: sumOf(items) }]))
    .toSorted((one, other) => other.bytes - one.bytes)
}

/** The deepest folder that holds all of them. */
function commonFolder(items: readonly Item[]): string {
  let common = items[0]?.path.split("/").slice(0, -1) ?? []
  for (const { path: file } of items) {
    const parts = file.split("/")
    const end = common.findIndex((part, at) => parts[at] !== part)
    if (end !== -1) common = common.slice(0, end)
  }
  return common.join("/") || "/"
}

/** Who wrote what is wasted, and who made it useless: one row for each pair of layers. */
export function wasteGroups(waste: readonly Item[], scene: Scene): Markup | null {
  if (waste.length === 0) return null
  const groups = groupsOf(waste)
  const { shown, rest } = cut(groups, MOST)
  const by = (layer: number): Markup =>
    html`${layerLink(scene, layer)} ${instruction(instructionOf(scene.image, layer))}`
  return html`${table<Group>(
    `Waste by the layers that wrote and hid it${scene.of}`,
    [
      { head: "Size", cell: (group) => bytes(group.bytes), value: (group) => group.bytes },
      { head: "Cause", cell: ({ first }) => html`<span class="n">${first.cause}</span>` },
      { head: "What", names: true, cell: whatOf },
      { head: "Written in", cell: ({ first }) => by(first.fromLayer) },
      { head: "Hidden by", cell: ({ first }) => first.byLayer !== null && by(first.byLayer) },
    ],
    shown,
  )}
  ${more(rest, "pair", ` (${formatBytes(sumOf(groups.slice(MOST)))})`)}`
}

const whatOf = ({ first, items }: Group): Markup =>
  items.length === 1 ? path(first.path) : html`${amountOf(items.length, "file")} under ${path(commonFolder(items))}`

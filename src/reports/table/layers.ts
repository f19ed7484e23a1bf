import { count, formatBytes } from "../../model/index.ts"
import type { ReportImage } from "../../model/index.ts"
import { grid } from "./grid.ts"
import type { Column } from "./grid.ts"
import { instructionOf } from "../shared/instruction.ts"
import type { Pen } from "./pen.ts"

type Layer = ReportImage["layers"][number]

/** Layers shown unless the look is verbose: the largest of them, in their order. */
const SHOWN = 20
/** From this width on there is room for more than what the question "which layer is it" needs. */
const WIDE = 120

interface Cell extends Column {
  readonly of: (layer: Layer, image: ReportImage) => string
}

const some = (bytes: number): string => (bytes === 0 ? "-" : formatBytes(bytes))
const right = (head: string, of: Cell["of"]): Cell => ({ head, align: "right", of })

const INDEX = right("Layer", ({ index }) => String(index))
const SIZE = right("Size", ({ contentBytes }) => formatBytes(contentBytes))
const WASTED = right("Wasted", ({ wastedBytes }) => some(wastedBytes))
const FILES = right("Files", ({ files }) => String(files))
const STORED = right("Stored", ({ archiveBytes }) => formatBytes(archiveBytes))
const TAR = right("Tar", ({ tarBytes }) => formatBytes(tarBytes))
const INSTRUCTION: Cell = {
  head: "Instruction",
  of: (layer, image) => `${layer.complete ? "" : "(not read whole) "}${instructionOf(image, layer.index)}`,
}

function rows(cells: readonly Cell[], layers: readonly Layer[], image: ReportImage, pen: Pen): string[] {
  return grid(
    cells,
    layers.map((layer) => cells.map((cell) => cell.of(layer, image))),
    pen,
  )
}

/** Where the bytes are, layer by layer. */
export function layersSection(image: ReportImage, pen: Pen): string[] {
  if (image.layers.length === 0) return []
  const bySize = image.layers.toSorted((one, other) => other.contentBytes - one.contentBytes || one.index - other.index)
  const shown = pen.look.verbose
    ? image.layers
    : bySize.slice(0, SHOWN).toSorted((one, other) => one.index - other.index)
  const rest = pen.look.verbose ? [] : bySize.slice(SHOWN)
  const left = rest.reduce((sum, layer) => sum + layer.contentBytes, 0)
  const cells =
    pen.width < WIDE ? [INDEX, SIZE, WASTED, INSTRUCTION] : [INDEX, SIZE, WASTED, STORED, FILES, INSTRUCTION]
  return [
    pen.heading("Layers", ""),
    ...rows(cells, shown, image, pen),
    ...(rest.length === 0
      ? []
      : [`and ${count(rest.length, "smaller layer")} (${formatBytes(left)}): --verbose shows all`]),
  ]
}

/** `plimsoll layers`: every size that a layer has, and under which digest it is stored. */
export function layersView(image: ReportImage, pen: Pen): string[] {
  const digest: Cell = { head: "Digest", of: (layer) => layer.digest.slice(layer.digest.indexOf(":") + 1).slice(0, 12) }
  const cells = [INDEX, SIZE, WASTED, TAR, STORED, FILES, ...(pen.width < WIDE ? [] : [digest]), INSTRUCTION]
  return rows(cells, image.layers, image, pen)
}

import { count, formatBytes } from "../../model/index.ts"
import type { Inventory, ReportImage } from "../../model/index.ts"
import { columns } from "./columns.ts"
import type { Pen } from "./pen.ts"

type Package = ReportImage["packages"][number]

/** Packages shown unless the look is verbose. */
const SHOWN = 40
/** From this width on there is room for where a package is named. */
const WIDE = 120
const SIZE = 8
const LAYER = 5
/** As much as a name or a version may push the rest aside. */
const MOST_NAME = 40
const MOST_VERSION = 32

const sum = (packages: readonly Package[]): number => packages.reduce((total, { bytes }) => total + bytes, 0)

/** Bytes by type of package and what is nobody's: they add up to what a container sees. */
export function packageTotals({ packages, size }: ReportImage, unowned: Inventory["unowned"], pen: Pen): string[] {
  const types = new Map<string, Package[]>()
  for (const each of packages) {
    const same = types.get(each.type)
    if (same) same.push(each)
    else types.set(each.type, [each])
  }
  const rows = [...types]
    .map(([type, all]) => ({ bytes: sum(all), what: `${type}: ${count(all.length, "package")}` }))
    .toSorted((one, other) => other.bytes - one.bytes)
  return [
    ...rows,
    { bytes: unowned.bytes, what: `owned by no package: ${count(unowned.files, "file")}` },
    { bytes: size.filesystem, what: "visible in all" },
  ].map(({ bytes, what }) => `${formatBytes(bytes).padStart(SIZE)}  ${pen.line(what, pen.width - SIZE - 2)}`)
}

/** Packages, the largest first. Not a grid: there may be many thousands. */
export function packageList({ packages }: ReportImage, pen: Pen): string[] {
  const sorted = packages.toSorted((one, other) => other.bytes - one.bytes)
  const shown = pen.look.verbose ? sorted : sorted.slice(0, SHOWN)
  const rest = sorted.slice(shown.length)
  const type = widest(shown, "type", "Type", MOST_NAME)
  const name = widest(shown, "name", "Package", Math.min(MOST_NAME, pen.width - SIZE - LAYER - type - 20))
  const start = SIZE + LAYER + type + name + 8
  const isWide = pen.width >= WIDE
  const version = isWide ? widest(shown, "version", "Version", MOST_VERSION) : pen.width - start
  const line = (cells: readonly [string, string, string, string, string], path: string): string =>
    `${cells[0].padStart(SIZE)}  ${cells[1].padStart(LAYER)}  ${fill(cells[2], type)}  ${fill(cells[3], name)}  ${isWide ? `${fill(cells[4], version)}  ${path}` : cells[4]}`.trimEnd()
  return [
    pen.paint("dim", line(["Size", "Layer", "Type", "Package", "Version"], "Named in")),
    ...shown.map((each) =>
      line(
        [
          formatBytes(each.bytes),
          String(each.layer),
          pen.line(each.type, type),
          pen.line(each.name, name),
          pen.line(each.version, version),
        ],
        pen.path(each.path, pen.width - start - version - 2),
      ),
    ),
    ...(rest.length === 0
      ? []
      : [`and ${count(rest.length, "more package")} (${formatBytes(sum(rest))}): --verbose shows all`]),
  ]
}

const fill = (text: string, width: number): string => text + " ".repeat(Math.max(0, width - columns(text)))

/** The width that a column of text needs, its head included, and may have. */
const widest = (packages: readonly Package[], of: "type" | "name" | "version", head: string, most: number): number =>
  Math.min(
    most,
    packages.reduce((width, each) => Math.max(width, columns(each[of])), head.length),
  )

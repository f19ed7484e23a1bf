import { formatBytes, groupBy, type ReportImage } from "../../../model/index.ts"
import { html, type Markup } from "../markup.ts"
import { amountOf, bar, bytes } from "./parts/bytes.ts"
import { layerLink } from "./parts/place.ts"
import type { Tell } from "./parts/section.ts"
import { folded, table } from "./parts/table.ts"
import { cut, long, path } from "./parts/text.ts"

type Package = ReportImage["packages"][number]

/** Packages listed, the largest. */
const MOST = 300

const sumOf = (packages: readonly Package[]): number => packages.reduce((sum, each) => sum + each.bytes, 0)

/** Whose the bytes are: by type, then package by package. */
export const packagesSection: Tell = (scene) => {
  const { packages, size } = scene.image
  if (packages.length === 0) return null
  const sorted = packages.toSorted((one, other) => other.bytes - one.bytes)
  const { shown, rest } = cut(sorted, MOST)
  const owned = sumOf(packages)
  return {
    key: "packages",
    title: "Packages",
    sum: `${amountOf(packages.length, "package")}, ${formatBytes(owned)} of ${formatBytes(size.filesystem)}`,
    body: html`${byType(packages, size.filesystem - owned)}
    ${folded(
      shown.length,
      rest === 0 ? "Package by package" : `The largest ${shown.length} of ${amountOf(packages.length, "package")}`,
      table<Package>(
        `Packages, the largest first${scene.of}`,
        [
          { head: "Size", cell: (each) => bytes(each.bytes), value: (each) => each.bytes },
          { head: "Package", names: true, cell: ({ name }) => long(name) },
          { head: "Version", cell: ({ version }) => long(version) },
          { head: "Type", cell: ({ type }) => type },
          { head: "From", cell: ({ layer }) => layerLink(scene, layer), value: ({ layer }) => layer },
          { head: "Named in", cell: (each) => path(each.path) },
        ],
        shown,
      ),
    )}`,
  }
}

function byType(packages: readonly Package[], unowned: number): Markup {
  const types = [...groupBy(packages, ({ type }) => type)]
    .map(([type, all]) => ({ name: type, bytes: sumOf(all), what: amountOf(all.length, "package") }))
    .concat({ name: "no package", bytes: Math.max(0, unowned), what: "what is nobody’s" })
    .toSorted((one, other) => other.bytes - one.bytes)
  const [largest] = types
  return html`<ul class="causes">
    ${types.map(
      (type) =>
        html`<li>
          <b>${type.name}</b> <span class="amount">${bytes(type.bytes)}</span> ${bar(type.bytes, largest?.bytes ?? 0)}
          <span class="by">${type.what}</span>
        </li>`,
    )}
  </ul>`
}

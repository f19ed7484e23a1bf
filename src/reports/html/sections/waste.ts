import { formatBytes, type ReportImage } from "../../../model/index.ts"
import { html, type Markup } from "../markup.ts"
import { amountOf, bar, bytes } from "./parts/bytes.ts"
import { layerLink } from "./parts/place.ts"
import type { Tell } from "./parts/section.ts"
import { folded, table } from "./parts/table.ts"
import { cut, path } from "./parts/text.ts"
import { wasteGroups } from "./waste-groups.ts"

type Item = ReportImage["waste"][number]

/** Files listed. */
const MOST = 200

const MEANINGS: Readonly<Record<Item["cause"], string>> = {
  deleted: "A later layer removes the file; it is shipped all the same.",
  overwritten: "A later layer writes the file again; both are shipped.",
  "metadata-only": "A later layer changes owner, mode or time, and so stores the same bytes again.",
  duplicate: "The same bytes under another path. They are not counted as wasted.",
}

interface Cause {
  readonly cause: Item["cause"]
  readonly bytes: number
  readonly items: number
}

/** Bytes that are shipped for nothing: by cause, then file by file. */
export const wasteSection: Tell = (scene) => {
  const { waste, size, wasteOmitted, duplicatesOmitted } = scene.image
  if (waste.length === 0 && size.wasted === 0) return null
  const { shown, rest } = cut(waste, MOST)
  const unlisted = wasteOmitted.items + duplicatesOmitted.items
  return {
    key: "waste",
    title: "Waste",
    sum: size.wasted === 0 ? "duplicates only" : `${formatBytes(size.wasted)} wasted`,
    body: html`${byCause(causesOf(waste))} ${wasteGroups(waste, scene)}
    ${folded(
      shown.length,
      rest === 0 ? "File by file" : `The largest ${shown.length} of ${amountOf(waste.length, "file")}`,
      table<Item>(
        `Wasted files${scene.of}`,
        [
          { head: "Size", cell: (item) => bytes(item.bytes), value: (item) => item.bytes },
          { head: "Cause", cell: ({ cause }) => html`<span class="n">${cause}</span>` },
          { head: "File", names: true, cell: fileOf },
          { head: "Written in", cell: ({ fromLayer }) => layerLink(scene, fromLayer) },
          { head: "Hidden by", cell: ({ byLayer }) => byLayer !== null && layerLink(scene, byLayer) },
        ],
        shown,
      ),
    )}
    ${
      unlisted > 0 &&
      html`<p class="more">
        ${amountOf(unlisted, "smaller file")} (${formatBytes(wasteOmitted.bytes + duplicatesOmitted.bytes)}) are in no
        list and in no sum by cause.
      </p>`
    }`,
  }
}

const fileOf = ({ path: file, sameAs }: Item): Markup =>
  html`${path(file)}${sameAs !== undefined && html` <span class="by">same as ${path(sameAs)}</span>`}`

function causesOf(waste: readonly Item[]): Cause[] {
  const causes = new Map<Item["cause"], Cause>()
  for (const { cause, bytes: size } of waste) {
    const known = causes.get(cause)
    causes.set(cause, { cause, bytes: (known?.bytes ?? 0) + size, items: (known?.items ?? 0) + 1 })
  }
  return [...causes.values()].toSorted((one, other) => other.bytes - one.bytes)
}

function byCause(causes: readonly Cause[]): Markup {
  const [largest] = causes
  return html`<ul class="causes">
    ${causes.map(
      ({ cause, bytes: size, items }) =>
        html`<li>
          <b>${cause}</b> <span class="amount">${bytes(size)}</span> ${bar(size, largest?.bytes ?? 0)}
          <span class="by">${amountOf(items, "file")}. ${MEANINGS[cause]}</span>
        </li>`,
    )}
  </ul>`
}

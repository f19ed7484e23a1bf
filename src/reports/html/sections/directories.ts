import { formatBytes } from "../../../model/index.ts"
import { html } from "../markup.ts"
import { amountOf, bar, bytes, some } from "./parts/bytes.ts"
import { layerLink } from "./parts/place.ts"
import type { Tell } from "./parts/section.ts"
import { table } from "./parts/table.ts"
import { cut, more, path } from "./parts/text.ts"
import { payload } from "../data.ts"

/** Folders of the table that stands for the explorer where no script runs. */
const MOST = 40

/** Where a script shows every file; without one, the largest folders. */
export const explorerSection: Tell = (scene) => {
  const { image, index } = scene
  const { items } = image.directories
  if (items.length === 0 && image.files === undefined) return null
  const { shown, rest } = cut(
    items.toSorted((one, other) => other.bytes - one.bytes),
    MOST,
  )
  const [largest] = shown
  return {
    key: "explorer",
    title: "Files",
    sum: `${amountOf(image.size.files, "file")}, ${formatBytes(image.size.filesystem)} visible`,
    body: html`<div class="explorer-mount">
        ${table(
          `The largest folders${scene.of}`,
          [
            { head: "Folder", names: true, cell: (item) => path(item.path) },
            { head: "Size", cell: (item) => bytes(item.bytes), value: (item) => item.bytes },
            { head: "", cell: (item) => bar(item.bytes, largest?.bytes ?? 0) },
            { head: "Of no package", cell: (item) => some(item.unowned), value: (item) => item.unowned },
            { head: "Mostly from", cell: (item) => layerLink(scene, item.layer), value: (item) => item.layer },
          ],
          shown,
        )}
        ${more(rest, "folder")}
      </div>
      ${payload(image, index, scene.report.images)}`,
  }
}

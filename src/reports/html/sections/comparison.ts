import { type Comparison, formatBytes } from "../../../model/index.ts"
import { instructionOf } from "../../shared/instruction.ts"
import { html, type Markup } from "../markup.ts"
import { changeTable, sizeTable } from "./changes.ts"
import { badge } from "./parts/badge.ts"
import { amountOf, growthOf, signed, signedShare } from "./parts/bytes.ts"
import { layerLink } from "./parts/place.ts"
import { nameOf, type Scene } from "./parts/scene.ts"
import { subheading, type Tell } from "./parts/section.ts"
import { cut, instruction, long, more, path } from "./parts/text.ts"

/** Lines of config, and findings that are gone, that are listed. */
const MOST = 100

/** What became of an image since another: sizes, what made them grow, and list by list what differs. */
export const comparisonSection: Tell = (scene) => {
  const { comparison, complete } = scene.image
  if (comparison === undefined) return null
  const isWhole = scene.report.inputs.every((input) => input.role === "audited" || input.complete)
  const { with: other, size } = comparison
  if (other === null)
    return {
      key: "changes",
      title: "What changed",
      body: html`<p>
        ${
          isWhole
            ? "The other side has no image of this name and platform: all of this one counts as growth."
            : "The other side was not read whole, and nothing of it can be told."
        }
      </p>`,
    }
  return {
    key: "changes",
    title: "What changed",
    sum: html`since <b>${long(nameOf(other))}</b>: ${signed(growthOf(size.content))} ${signedShare(size.content)}`,
    body: html`${
      (!isWhole || !complete) && html`<p class="unread">Not read whole: what differs may be what could not be read.</p>`
    }
    ${sizeTable(size, scene)} ${pull(comparison)} ${findings(comparison, scene)} ${lists(comparison, scene)}
    ${config(comparison, scene)}`,
  }
}

function pull({ pull: { layers, bytes, sharedLayers, sharedBytes } }: Comparison): Markup | null {
  if (layers + sharedLayers === 0) return null
  const fetched = layers === 0 ? "nothing" : `${amountOf(layers, "layer")}, ${formatBytes(bytes)}`
  const shared =
    sharedLayers === 0
      ? "no layer is shared"
      : `${amountOf(sharedLayers, "layer")}, ${formatBytes(sharedBytes)}, ${sharedLayers === 1 ? "is" : "are"} there already`
  return html`<p>To fetch for whoever has the other image: ${fetched}; ${shared}.</p>`
}

const lists = ({ causes, directories, packages, layers }: Comparison, scene: Scene): (Markup | null)[] => [
  changeTable("What made it grow or shrink", "What", causes, (cause) => causeOf(cause, scene), scene),
  changeTable("Folders", "Folder", directories, (folder) => path(folder.path), scene),
  // Without packages, what none owns is all there is.
  changeTable("Packages", "Package", packages.some(({ type }) => type !== "") ? packages : [], packageOf, scene),
  changeTable("Layers", "Layer", layers, layerOf, scene),
]

const HIDDEN = "hidden: "

function causeOf({ what, layer }: Comparison["causes"][number], scene: Scene): Markup {
  if (layer === null) return html`${long(what)}`
  if (what.startsWith(HIDDEN)) {
    const line = what.slice(HIDDEN.length)
    // Whose instruction nobody knows is named after its layer.
    const by = line === `layer ${layer}` ? null : html` <span class="by">${instruction(line)}</span>`
    return html`hidden in ${layerLink(scene, layer)}${by}`
  }
  return html`${what.startsWith("/") ? path(what) : long(what)}
    <span class="by">${layerLink(scene, layer)} ${instruction(instructionOf(scene.image, layer))}</span>`
}

function packageOf({ type, name, beforeVersion, afterVersion }: Comparison["packages"][number]): Markup {
  if (type === "") return html`what no package owns`
  const version =
    beforeVersion === null
      ? `${afterVersion ?? ""} (new)`
      : afterVersion === null
        ? `${beforeVersion} (gone)`
        : beforeVersion === afterVersion
          ? afterVersion
          : `${beforeVersion} → ${afterVersion}`
  return html`${type} <b>${long(name)}</b> ${long(version)}`
}

const layerOf = ({ change, beforeIndex, afterIndex, createdBy }: Comparison["layers"][number]): Markup =>
  html`${afterIndex ?? beforeIndex} ${change} ${createdBy !== null && instruction(createdBy)}`

function config({ config: all }: Comparison, scene: Scene): Markup | null {
  if (all.length === 0) return null
  const { shown, rest } = cut(all, MOST)
  return html`${subheading(scene, "Config")}
    <ul class="plain config-changes">
      ${shown.map(
        ({ field, before, after }) =>
          html`<li>
            <b>${long(field)}</b>
            ${before === null ? "added" : after === null ? "removed" : "changed"}
            ${before !== null && html`<del>${long(before)}</del>`}${after !== null && html` <ins>${long(after)}</ins>`}
          </li>`,
      )}
    </ul>
    ${more(rest, "change")}`
}

function findings({ findings: { new: news, fixed, unchanged } }: Comparison, scene: Scene): Markup {
  const { shown, rest } = cut(fixed, MOST)
  return html`<p>${amountOf(news.length, "new finding")}, ${fixed.length} fixed, ${unchanged} as before.</p>
    ${
      fixed.length > 0 &&
      html`${subheading(scene, "Fixed")}
        <ul class="plain">
          ${shown.map(({ severity, message }) => html`<li>${badge(severity)} ${long(message)}</li>`)}
        </ul>
        ${more(rest, "finding")}`
    }`
}

import { formatBytes, type ReportImage } from "../../../model/index.ts"
import { instructionOf } from "../../shared/instruction.ts"
import { html, type Markup } from "../markup.ts"
import { amountOf, bytes, number, percentage, some } from "./parts/bytes.ts"
import { ROWS } from "./parts/place.ts"
import { shortDigest } from "./parts/scene.ts"
import type { Tell } from "./parts/section.ts"
import { cut, instruction, long, more } from "./parts/text.ts"

type Layer = ReportImage["layers"][number]

/** Fills that style.css names. */
const HUES = 10
/** A segment as wide as this part of the whole has room for the number of its layer. */
const LABELLED = 0.025

/** Where the bytes are, layer by layer: one bar, and a row each. */
export const layersSection: Tell = ({ image, index, of }) => {
  const { layers, size } = image
  if (layers.length === 0) return null
  const { shown, rest } = cut(layers, ROWS)
  return {
    key: "layers",
    title: "Layers",
    sum: `${amountOf(layers.length, "layer")}, ${formatBytes(size.content)}${size.wasted === 0 ? "" : `, ${formatBytes(size.wasted)} wasted`}`,
    body: html`${size.content > 0 && stack(image, index)}
      <section class="scroll" aria-label="Layers${of}" tabindex="0">
        <table data-sortable class="layers">
          <thead>
            <tr>
              <th scope="col" data-sort="number" class="n">Layer</th>
              <th scope="col" data-sort="number" class="n">Size</th>
              <th scope="col" data-sort="number" class="n">Wasted</th>
              <th scope="col" data-sort="number" class="n">Files</th>
              <th scope="col" data-sort="text">Instruction</th>
              <th scope="col" data-sort="text">Digest</th>
            </tr>
          </thead>
          <tbody>
            ${shown.map((layer) => row(layer, image, index))}
          </tbody>
        </table>
      </section>
      ${more(rest, "layer")}`,
  }
}

const swatch = (at: number): Markup =>
  html`<svg class="swatch" width="10" height="10" aria-hidden="true">
    <rect class="h${at % HUES}" width="10" height="10" />
  </svg>`

const row = (layer: Layer, image: ReportImage, at: number): Markup =>
  html` <tr id="layer-${at}-${layer.index}">
    <td class="n" data-value="${layer.index}">${swatch(layer.index)} ${layer.index}</td>
    <td class="n" data-value="${layer.contentBytes}">${bytes(layer.contentBytes)}</td>
    <td class="n" data-value="${layer.wastedBytes}">${some(layer.wastedBytes)}</td>
    <td class="n" data-value="${layer.files}">${number(layer.files)}</td>
    <td>
      ${!layer.complete && html`<b class="unread">not read whole</b> `}${instruction(instructionOf(image, layer.index))}
    </td>
    <td>
      <code title="${layer.digest}">${long(shortDigest(layer.digest).slice(layer.digest.indexOf(":") + 1))}</code>
    </td>
  </tr>`

/** All layers side by side, each as wide as its content; what of it is wasted is hatched. */
function stack({ layers, size }: ReportImage, at: number): Markup {
  let start = 0
  const segments = layers.map((layer) => {
    const from = start
    start += layer.contentBytes
    return layer.contentBytes === 0 ? null : segment(layer, from, size.content, at)
  })
  const wasted = size.wasted === 0 ? "" : `, of which ${formatBytes(size.wasted)} are wasted`
  return html`<figure>
    <svg class="stack" role="img" aria-labelledby="stack-${at}">
      <title id="stack-${at}">
        ${formatBytes(size.content)} in ${amountOf(layers.length, "layer")}${wasted}; the table beneath tells of each
      </title>
      <defs>
        <pattern id="hatch-${at}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="2" height="6" class="hatch" />
        </pattern>
      </defs>
      ${segments}
    </svg>
    ${
      size.wasted > 0 &&
      html`<figcaption>
        <svg class="swatch" width="22" height="10" aria-hidden="true">
          <rect class="h9" width="22" height="10" />
          <rect fill="url(#hatch-${at})" width="22" height="10" />
        </svg>
        hatched: wasted, for a later layer hides it
      </figcaption>`
    }
  </figure>`
}

function segment({ index, contentBytes, wastedBytes }: Layer, from: number, whole: number, at: number): Markup {
  const x = percentage(from, whole)
  const waste = percentage(wastedBytes, whole)
  const label = contentBytes / whole >= LABELLED
  return html`<g>
    <rect class="h${index % HUES}" x="${x}" width="${percentage(contentBytes, whole)}" height="100%" />
    ${wastedBytes > 0 && html`<rect fill="url(#hatch-${at})" x="${x}" y="48%" width="${waste}" height="52%" />`}
    <rect class="edge" x="${x}" width="1" height="100%" />
    ${label && html`<text x="${x}" dx="8" y="24%" dominant-baseline="central">${index}</text>`}
  </g>`
}

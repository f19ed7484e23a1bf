import { formatBytes, type ReportImage } from "../../../model/index.ts"
import { html, type Markup } from "../markup.ts"
import { amountOf } from "./parts/bytes.ts"
import { layerLink } from "./parts/place.ts"
import type { Scene } from "./parts/scene.ts"
import { subheading, type Tell } from "./parts/section.ts"
import { table } from "./parts/table.ts"

type Layer = ReportImage["layers"][number]

/** What was not looked at, or found and not listed: an honest report says so. */
export const unseenSection: Tell = (scene) => {
  const { image, report } = scene
  const { layers, findingsOmitted, rules } = image
  const unread = layers.filter(({ complete }) => !complete)
  const unopened = layers.filter(({ unopened: { files } }) => files > 0)
  const omitted = layers.reduce((sum, { secretsOmitted }) => sum + secretsOmitted, 0)
  const off = rules.filter(({ severity }) => severity === "off")
  const lines = [
    unread.length > 0 && html`${amountOf(unread.length, "layer")} not read whole: ${linked(unread, scene)}.`,
    !image.complete && unread.length === 0 && "The image was not read whole.",
    omitted > 0 && `${amountOf(omitted, "further credential")} were only counted: nobody reads so long a list.`,
    findingsOmitted > 0 &&
      `${amountOf(findingsOmitted, "finding")} of a rule that found over a thousand are not listed.`,
    report.severity !== undefined &&
      `Findings milder than ${report.severity} are not listed; the verdict is about all.`,
  ].filter((line) => line !== false)
  const body = [
    lines.length > 0 &&
      html`<ul>
        ${lines.map((line) => html`<li>${line}</li>`)}
      </ul>`,
    unopened.length > 0 && unopenedTable(unopened, scene),
    off.length > 0 &&
      html`${subheading(scene, `${amountOf(off.length, "rule")} switched off`)}
        <ul class="ids">
          ${off.map(({ id }) => html`<li><code>${id}</code></li> `)}
        </ul>`,
  ].filter((part) => part !== false)
  return {
    key: "unseen",
    title: "What was not looked at",
    sum: body.length === 0 ? "nothing" : "",
    body:
      body.length === 0
        ? html`<p>Every layer was read whole, every file opened, and every rule was in force.</p>`
        : html`${body}`,
  }
}

const linked = (layers: readonly Layer[], scene: Scene): Markup[] =>
  layers.slice(0, 20).map(({ index }, at) => html`${at > 0 && ", "}${layerLink(scene, index)}`)

function unopenedTable(layers: readonly Layer[], scene: Scene): Markup {
  const files = layers.reduce((sum, { unopened }) => sum + unopened.files, 0)
  const bytes = layers.reduce((sum, { unopened }) => sum + unopened.bytes, 0)
  return html`<p>
      ${amountOf(files, "file")} (${formatBytes(bytes)}) not searched wholly for credentials: packed in a way that is
      not read, damaged, too large, or left out by <code>--no-contents</code>.
    </p>
    ${table<Layer>(
      `Files not searched wholly, by layer${scene.of}`,
      [
        { head: "Layer", names: true, cell: ({ index }) => layerLink(scene, index) },
        { head: "Files", cell: ({ unopened }) => unopened.files, value: ({ unopened }) => unopened.files },
        { head: "Size", cell: ({ unopened }) => formatBytes(unopened.bytes), value: ({ unopened }) => unopened.bytes },
      ],
      layers,
    )}`
}

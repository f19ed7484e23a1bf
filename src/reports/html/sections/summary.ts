import { platformText, SEVERITIES } from "../../../model/index.ts"
import { countBySeverity } from "../../shared/severities.ts"
import { html, type Markup } from "../markup.ts"
import { bytes, some } from "./parts/bytes.ts"
import { nameOf, type Scene } from "./parts/scene.ts"
import { heading } from "./parts/section.ts"
import { type Column, table } from "./parts/table.ts"
import { long } from "./parts/text.ts"

const countOf = ({ findings }: Scene, severity: string): number =>
  findings.filter((finding) => finding.severity === severity).length

const COLUMNS: readonly Column<Scene>[] = [
  {
    head: "Image",
    names: true,
    cell: ({ image, index }) => html`<a href="#image-${index}">${long(nameOf(image))}</a>`,
  },
  { head: "Platform", cell: ({ image }) => platformText(image.platform) || "unknown" },
  {
    head: "Result",
    cell: (scene) =>
      !scene.image.complete
        ? html`<span class="state incomplete">not read whole</span>`
        : fails(scene)
          ? html`<span class="state fail">fails</span>`
          : html`<span class="state pass">passes</span>`,
  },
  { head: "Content", cell: ({ image }) => bytes(image.size.content), value: ({ image }) => image.size.content },
  { head: "Wasted", cell: ({ image }) => some(image.size.wasted), value: ({ image }) => image.size.wasted },
  ...SEVERITIES.map((severity): Column<Scene> => ({
    head: severity,
    cell: (scene) => countOf(scene, severity) || html`<span class="none">0</span>`,
    value: (scene) => countOf(scene, severity),
  })),
]

const fails = ({ report, image }: Scene): boolean => report.failures.some((failure) => failure.image === image.id)

/** All images of a run, one line each; nothing where there is but one. */
export function summarySection(scenes: readonly Scene[]): Markup | null {
  if (scenes.length < 2) return null
  const sum = countBySeverity(scenes.flatMap(({ findings }) => findings))
  return html`<section id="images">
    ${heading(2, `${scenes.length} images`, sum)} ${table("All images", COLUMNS, scenes)}
  </section>`
}

import { html, type Markup } from "../markup.ts"
import { acceptedSection } from "./accepted.ts"
import { budgetsSection } from "./budgets.ts"
import { comparisonSection } from "./comparison.ts"
import { configSection } from "./config.ts"
import { explorerSection } from "./directories.ts"
import { dockerfileSection } from "./dockerfile.ts"
import { findingsSection } from "./findings.ts"
import { layersSection } from "./layers.ts"
import { packagesSection } from "./packages.ts"
import { nameOf, type Scene } from "./parts/scene.ts"
import { heading, idOf, section, type Section, type Tell } from "./parts/section.ts"
import { long } from "./parts/text.ts"
import { secretsSection } from "./secrets.ts"
import { unseenSection } from "./unseen.ts"
import { figures, identity } from "./verdict.ts"
import { wasteSection } from "./waste.ts"

const TELL: readonly Tell[] = [
  findingsSection,
  budgetsSection,
  comparisonSection,
  dockerfileSection,
  layersSection,
  explorerSection,
  wasteSection,
  secretsSection,
  packagesSection,
  configSection,
  acceptedSection,
  unseenSection,
]

/** What is told of one image, in order; what became of it since another comes first where that was asked for. */
export function sectionsOf(scene: Scene): Section[] {
  const told = TELL.map((tell) => [tell, tell(scene)] as const).flatMap(([tell, one]) =>
    one === null ? [] : [{ ...one, first: scene.look.isDiff === true && tell === comparisonSection }],
  )
  return [...told.filter(({ first }) => first), ...told.filter(({ first }) => !first)]
}

/** Links to the sections of one image. */
export const links = (sections: readonly Section[], scene: Scene): Markup[] =>
  sections.map((one) => html`<li><a href="#${idOf(one, scene)}">${one.title}</a></li> `)

/** One image whole. */
export function imageArticle(scene: Scene, sections: readonly Section[]): Markup {
  const { image, index, level } = scene
  const head =
    level === 2
      ? null
      : html`${heading(2, long(nameOf(image)))}${identity(scene)}${figures(scene)}
          <nav class="inline" aria-label="Sections${scene.of}">
            <ul>
              ${links(sections, scene)}
            </ul>
          </nav>`
  return html`<article id="image-${index}">${head}${sections.map((one) => section(one, scene))}</article>`
}

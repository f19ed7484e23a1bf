import { platformText, type Report } from "../../../model/index.ts"
import { html, type Markup } from "../markup.ts"
import { links } from "./image.ts"
import { nameOf, type Scene } from "./parts/scene.ts"
import type { Section } from "./parts/section.ts"
import { VERDICTS } from "./verdict.ts"

interface Part {
  readonly scene: Scene
  readonly sections: readonly Section[]
}

/** Links to all that is told: of one image to its sections, of several to each image. */
export function navigation(
  { verdict, failures }: Report,
  parts: readonly Part[],
  has: { readonly unread: boolean; readonly worst: boolean },
): Markup {
  const [only] = parts
  return html`<nav class="contents" aria-label="Contents">
    <ul>
      <li><a href="#verdict">${VERDICTS[verdict]}</a></li>
      ${has.unread && html`<li><a href="#problems">Not read whole</a></li>`}
      ${has.worst && html`<li><a href="#worst">${failures.length > 0 ? "What matters most" : "Worth knowing"}</a></li>`}
      ${parts.length === 1 && only ? links(only.sections, only.scene) : parts.map(imageLink)}
      <li><a href="#made">How this was made</a></li>
    </ul>
  </nav>`
}

/** The last part of a name: what stands before it is mostly the same for all. */
const tailOf = (name: string): string => name.slice(name.lastIndexOf("/") + 1).slice(0, 60)

const imageLink = ({ scene: { image, index } }: Part): Markup =>
  html`<li>
    <a href="#image-${index}">${tailOf(nameOf(image))} <span class="by">${platformText(image.platform)}</span></a>
  </li>`

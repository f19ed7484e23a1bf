import { html, type Markup, type Piece } from "../../markup.ts"
import type { Scene } from "./scene.ts"

/** One part of what is told of an image. */
export interface Section {
  /** Start of its id: the number of the image follows. */
  readonly key: string
  readonly title: string
  /** What it comes to, in a few words. */
  readonly sum?: Piece
  readonly body: Markup
}

/** Tells one part; null where there is nothing to tell. */
export type Tell = (scene: Scene) => Section | null

/** A heading of the second or third level. */
export const heading = (level: 2 | 3, text: Piece, sum: Piece = null): Markup => {
  const told = sum === null || sum === "" ? null : html`<p class="sum">${sum}</p>`
  return level === 2
    ? html`<div class="heading">
        <h2>${text}</h2>
        ${told}
      </div>`
    : html`<div class="heading">
        <h3>${text}</h3>
        ${told}
      </div>`
}

/** A smaller heading within a section. */
export const subheading = ({ level }: Pick<Scene, "level">, text: Piece): Markup =>
  level === 2 ? html`<h3 class="sub">${text}</h3>` : html`<h4 class="sub">${text}</h4>`

export const idOf = ({ key }: Section, { index }: Scene): string => `${key}-${index}`

/** A section whole. */
export function section(told: Section, scene: Scene): Markup {
  const { key, title, sum, body } = told
  const inside = html`${heading(scene.level, title, sum)}${body}`
  return key === "explorer"
    ? html`<section id="${idOf(told, scene)}" class="explorer" data-image="${scene.index}">${inside}</section>`
    : html`<section id="${idOf(told, scene)}">${inside}</section>`
}

import type { Location } from "../../../../model/index.ts"
import { html, type Markup, type Piece } from "../../markup.ts"
import type { Scene } from "./scene.ts"
import { long, path } from "./text.ts"

const KEYS: Readonly<Partial<Record<Location["kind"], string>>> = { env: "ENV ", label: "LABEL ", config: "config " }

/** Most layers and steps that have a row to lead to. */
export const ROWS = 1000

/** `layer 3`, leading to its row. */
export const layerLink = ({ image, index }: Scene, layer: number): Markup =>
  layer < Math.min(ROWS, image.layers.length)
    ? html`<a href="#layer-${index}-${layer}">layer ${layer}</a>`
    : html`layer ${layer}`

/** `step 9`, leading to its line of the Dockerfile. */
const stepLink = ({ image, index }: Scene, step: number): Markup =>
  step < Math.min(ROWS, image.history.length)
    ? html`<a href="#step-${index}-${step}">step ${step}</a>`
    : html`step ${step}`

/** What is joined by dots. */
export const dotted = (pieces: readonly Piece[]): Markup[] =>
  pieces
    .filter((piece) => piece !== null && piece !== false && piece !== "")
    .map((piece, at) => html`${at > 0 && html`<span class="dot" aria-hidden="true"> · </span>`}<span>${piece}</span>`)

/** Where something is, from the name down to the layer. */
export function place(location: Location, scene: Scene): Markup {
  const { kind, layer, path: file, line, column, history, key, visible } = location
  const at = [line, column].filter((number) => number !== undefined).map((number) => `:${number}`)
  const pieces = [
    file === undefined ? null : html`${path(file)}${at}`,
    key === undefined ? null : html`<code>${KEYS[kind] ?? ""}${long(key)}</code>`,
    layer === undefined ? null : layerLink(scene, layer),
    history === undefined ? null : stepLink(scene, history),
    visible === false && "only in a lower layer",
  ]
  const told = dotted(pieces)
  return told.length === 0 ? html`the ${kind === "image" ? "image as a whole" : kind}` : html`${told}`
}

/** The step of the history that a location is about, or whose layer it is; null where that can't be told. */
export const stepOf = ({ history, layer }: Location, { image }: Scene): number | null =>
  history ?? image.layers[layer ?? -1]?.history ?? null

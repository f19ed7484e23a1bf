import type { Finding } from "../../../model/index.ts"
import { html, type Markup } from "../markup.ts"
import { instructionAt, instructionOf } from "../../shared/instruction.ts"
import { badge, FAILS } from "./parts/badge.ts"
import { bytes } from "./parts/bytes.ts"
import { dotted, place } from "./parts/place.ts"
import type { Scene } from "./parts/scene.ts"
import { facts } from "./parts/table.ts"
import { cut, inline, instruction, long, more, prose } from "./parts/text.ts"

/** Further places of one finding that are listed. */
const PLACES = 20

export const findingId = ({ index }: Pick<Scene, "index">, at: number): string => `finding-${index}-${at}`

/** One finding: what is wrong in a line, and all there is to know beneath it. */
export function findingDetails(finding: Finding, at: number, scene: Scene): Markup {
  const { rule, severity, message, bytes: size } = finding
  const fails = scene.fails(finding)
  const inside = html`<summary>
      ${badge(severity)}
      <span class="message">${long(message)}</span>
      <span class="by">${dotted([html`<code>${rule}</code>`, size !== undefined && bytes(size), fails && FAILS])}</span>
    </summary>
    ${body(finding, scene)}`
  const id = findingId(scene, at)
  return fails
    ? html`<details class="finding" id="${id}" open>${inside}</details>`
    : html`<details class="finding" id="${id}">${inside}</details>`
}

function body(finding: Finding, scene: Scene): Markup {
  const { rule, remedy, location, places: others, secret, inherited, fingerprint } = finding
  const text = scene.rules.get(rule)
  return facts([
    ["Fix", remedy === "" ? null : prose(remedy)],
    ["Where", location.kind === "image" && others === undefined ? null : places(finding, scene)],
    ["Made by", madeBy(finding, scene)],
    ["Secret", secret && html`${secret.type} <code>${secret.redacted}</code>`],
    [
      "Origin",
      inherited === undefined ? null : inherited ? "The base image brought it." : "The image’s own lines brought it.",
    ],
    ["Rule", text && html`<b>${inline(text.title)}.</b> ${inline(text.why)}`],
    ["See also", text && text.references.length > 0 && text.references.join(", ")],
    ["Fingerprint", html`<code>${fingerprint}</code>`],
  ])
}

function places({ location, places: others = [] }: Finding, scene: Scene): Markup {
  if (others.length === 0) return place(location, scene)
  const { shown, rest } = cut([location, ...others], PLACES)
  return html`<ul class="plain">
      ${shown.map((one) => html`<li>${place(one, scene)}</li>`)}
    </ul>
    ${more(rest, "place")}`
}

/** The line of the Dockerfile, for the first of its places that has one. */
export function madeBy({ location, places: others = [] }: Finding, { image }: Scene): Markup | null {
  const line = [location, ...others]
    .map(({ history, layer }) => instructionAt(image, history) || instructionOf(image, layer))
    .find((text) => text !== "")
  return line === undefined ? null : instruction(line)
}

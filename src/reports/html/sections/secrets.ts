import { type Finding } from "../../../model/index.ts"
import { html, type Markup } from "../markup.ts"
import { amountOf } from "./parts/bytes.ts"
import { findingId } from "./finding.ts"
import { badge } from "./parts/badge.ts"
import { place } from "./parts/place.ts"
import type { Scene } from "./parts/scene.ts"
import type { Tell } from "./parts/section.ts"
import { table } from "./parts/table.ts"
import { cut, more } from "./parts/text.ts"

/** Credentials listed, and places of one. */
const MOST = 200
const PLACES = 10

/** Credentials without their values, and everywhere that each of them lives. */
export const secretsSection: Tell = (scene) => {
  const { image, findings, most } = scene
  const all = [...findings, ...scene.accepted].filter(({ secret }) => secret !== undefined)
  if (all.length === 0) return null
  const { shown, rest } = cut(all, MOST)
  const numbers = new Map(findings.slice(0, most).map((finding, at) => [finding, at]))
  const omitted = image.layers.reduce((sum, { secretsOmitted }) => sum + secretsOmitted, 0)
  return {
    key: "secrets",
    title: "Secrets",
    sum: `${amountOf(all.length, "credential")}, values removed`,
    body: html`<p>What is only in a lower layer no container sees, but everybody who has the image can read it.</p>
      ${table<Finding>(
        `Secrets${scene.of}`,
        [
          { head: "Severity", cell: ({ severity }) => badge(severity) },
          { head: "Kind", names: true, cell: (finding) => kindOf(finding, numbers.get(finding), scene) },
          { head: "Redacted", cell: ({ secret }) => html`<code>${secret?.redacted}</code>` },
          { head: "Where it lives", cell: (finding) => placesOf(finding, scene) },
          { head: "Status", cell: ({ status }) => (status === "new" ? "open" : "accepted") },
        ],
        shown,
      )}
      ${more(rest, "credential")}
      ${omitted > 0 && html`<p class="more">${amountOf(omitted, "further credential")} were only counted.</p>`}`,
  }
}

const kindOf = ({ secret }: Finding, at: number | undefined, scene: Scene): Markup =>
  at === undefined ? html`${secret?.type}` : html`<a href="#${findingId(scene, at)}">${secret?.type}</a>`

function placesOf({ location, places = [] }: Finding, scene: Scene): Markup {
  const { shown, rest } = cut([location, ...places], PLACES)
  return html`<ul class="plain">
      ${shown.map((one) => html`<li>${place(one, scene)}</li>`)}
    </ul>
    ${more(rest, "place")}`
}

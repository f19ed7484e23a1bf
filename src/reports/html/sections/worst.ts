import type { Finding, Report, Severity } from "../../../model/index.ts"
import { SEVERITIES } from "../../../model/index.ts"
import { html, type Markup } from "../markup.ts"
import { findingId, madeBy } from "./finding.ts"
import { badge, FAILS } from "./parts/badge.ts"
import { dotted, place } from "./parts/place.ts"
import { nameOf, type Scene } from "./parts/scene.ts"
import { heading } from "./parts/section.ts"
import { long, prose } from "./parts/text.ts"

/** Things that are told before everything else. */
const MOST = 3

interface Thing {
  readonly finding: Finding
  readonly scene: Scene
  /** Its place among the findings of its image. */
  readonly at: number
  readonly fails: boolean
  /** Names of the other images that have it too. */
  readonly also: string[]
}

/** The worst things of all images, what fails the audit before the rest; each with the line that made it and the fix. */
export function worstSection(scenes: readonly Scene[], failures: Report["failures"]): Markup | null {
  const things = worst(scenes)
  const untold = failures.filter(({ kind, message, image }) => kind === "budget" && !isFound(scenes, image, message))
  if (things.length + untold.length === 0) return null
  const title = failures.length > 0 ? "What matters most" : "Worth knowing"
  return html`<section id="worst">
    ${heading(2, title)}
    <ol class="worst">
      ${untold.slice(0, MOST).map(
        ({ message }) =>
          html`<li>
            ${FAILS}
            <p class="message">${long(message)}</p>
          </li>`,
      )}
      ${things.slice(0, Math.max(0, MOST - untold.length)).map(item)}
    </ol>
  </section>`
}

const isFound = (scenes: readonly Scene[], id: string | undefined, message: string): boolean =>
  scenes.some(({ image, findings }) => image.id === id && findings.some((finding) => finding.message === message))

/** What is only worth knowing is told where nothing else is, and never above what fails. */
const SERIOUS: ReadonlySet<Severity> = new Set(["critical", "high", "medium"])

function worst(scenes: readonly Scene[]): Thing[] {
  const things = new Map<string, Thing>()
  for (const scene of scenes)
    for (const [at, finding] of firsts(scene)) {
      const key = `${finding.rule} ${finding.message}`
      const known = things.get(key)
      if (known === undefined) things.set(key, { finding, scene, at, fails: scene.fails(finding), also: [] })
      else if (known.scene !== scene) known.also.push(nameOf(scene.image))
    }
  return [...things.values()].toSorted(
    (one, other) =>
      Number(other.fails) - Number(one.fails) ||
      SEVERITIES.indexOf(one.finding.severity) - SEVERITIES.indexOf(other.finding.severity),
  )
}

/** As many of one image as may be told at all: they are sorted. */
const firsts = ({ findings, fails }: Scene): (readonly [number, Finding])[] =>
  [...findings.entries()].slice(0, 100).filter(([, finding]) => fails(finding) || SERIOUS.has(finding.severity))

function item({ finding, scene, at, fails, also }: Thing): Markup {
  const { severity, rule, message, location, remedy } = finding
  const several = scene.report.images.length > 1
  const where = location.kind === "image" ? null : place(location, scene)
  const made = madeBy(finding, scene)
  const id = at < scene.most ? findingId(scene, at) : `findings-${scene.index}`
  return html`<li>
    <p class="by">${badge(severity)} ${dotted([html`<code>${rule}</code>`, where, fails && FAILS])}</p>
    <p class="message"><a href="#${id}">${long(message)}</a></p>
    ${several && html`<p class="by">${nameOf(scene.image)}${also.length > 0 && ` and ${also.length} more`}</p>`} ${made}
    ${remedy !== "" && html`<div class="fix"><span class="label">Fix</span> ${prose(remedy)}</div>`}
  </li>`
}

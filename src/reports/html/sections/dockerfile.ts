import { type Finding, formatBytes, type ReportImage, type Severity } from "../../../model/index.ts"
import { html, type Markup } from "../markup.ts"
import { findingId } from "./finding.ts"
import { badge } from "./parts/badge.ts"
import { amountOf, bar, bytes } from "./parts/bytes.ts"
import { layerLink, ROWS, stepOf } from "./parts/place.ts"
import type { Scene } from "./parts/scene.ts"
import type { Tell } from "./parts/section.ts"
import { cut, instruction, long, more } from "./parts/text.ts"

type Step = ReportImage["history"][number]

/** What one rule found about one step. */
interface Mark {
  /** Number of the first of them. */
  readonly at: number
  readonly rule: string
  readonly severity: Severity
  readonly times: number
}

type Marks = ReadonlyMap<number, ReadonlyMap<string, Mark>>

/** Findings named beside one step. */
const MARKS = 6

const KNOWN = {
  given: "proved by its archive",
  annotated: "told by its annotations",
  guessed: "guessed from the history",
}

/** The Dockerfile as the history tells it, with the bytes and the findings of each step beside it. */
export const dockerfileSection: Tell = (scene) => {
  const { history, layers, base } = scene.image
  if (history.length === 0) return null
  const marks = marksOf(scene)
  const largest = layers.reduce((most, { contentBytes }) => Math.max(most, contentBytes), 0)
  const { shown, rest } = cut(history, ROWS)
  const inherited = base === null ? 0 : Math.min(base.steps, shown.length)
  const line = (step: Step): Markup => stepLine(step, marks, largest, scene)
  return {
    key: "dockerfile",
    title: "Dockerfile",
    sum: `${amountOf(history.length, "step")}, as the history tells them`,
    body: html`${inherited > 0 && base !== null && baseSteps(base, shown.slice(0, inherited).map(line), scene)}
      <ol class="dockerfile" start="${inherited}">
        ${shown.slice(inherited).map(line)}
      </ol>
      ${more(rest, "step")}`,
  }
}

function baseSteps(base: NonNullable<ReportImage["base"]>, steps: readonly Markup[], { image }: Scene): Markup {
  const size = image.layers.slice(0, base.layers).reduce((sum, { contentBytes }) => sum + contentBytes, 0)
  return html`<details class="base">
    <summary>
      <span
        >${amountOf(steps.length, "step")} from the base image
        ${base.name !== "" && html`<code>${long(base.name)}</code>`}</span
      >
      <span class="by">${formatBytes(size)} in ${amountOf(base.layers, "layer")}, ${KNOWN[base.known]}</span>
    </summary>
    <ol class="dockerfile" start="0">
      ${steps}
    </ol>
  </details>`
}

/** Findings by the step that they are about; those of one rule are one mark. */
function marksOf(scene: Scene): Marks {
  const marks = new Map<number, Map<string, Mark>>()
  for (const [at, finding] of scene.findings.slice(0, scene.most).entries()) {
    const steps = [finding.location, ...(finding.places ?? []).slice(0, 100)].map((one) => stepOf(one, scene))
    for (const step of new Set(steps)) if (step !== null) mark(marks, step, at, finding)
  }
  return marks
}

function mark(marks: Map<number, Map<string, Mark>>, step: number, at: number, { rule, severity }: Finding): void {
  const ofStep = marks.get(step) ?? new Map<string, Mark>()
  const key = `${rule} ${severity}`
  const known = ofStep.get(key)
  ofStep.set(key, known === undefined ? { at, rule, severity, times: 1 } : { ...known, times: known.times + 1 })
  marks.set(step, ofStep)
}

function stepLine({ index, layer, text }: Step, marks: Marks, largest: number, scene: Scene): Markup {
  const made = scene.image.layers[layer ?? -1]
  const { shown, rest } = cut([...(marks.get(index)?.values() ?? [])], MARKS)
  return html`<li id="step-${scene.index}-${index}">
    <span class="step" aria-hidden="true">${index}</span>
    <div class="line">
      ${instruction(text)}
      ${
        shown.length > 0 &&
        html`<p class="marks">
          ${shown.map(
            ({ at, severity, rule, times }) =>
              html`<a href="#${findingId(scene, at)}">${badge(severity)} ${rule}${times > 1 && ` × ${times}`}</a> `,
          )}${rest > 0 && html`<span>and ${rest} more</span>`}
        </p>`
      }
    </div>
    <p class="cost">
      ${
        made !== undefined &&
        html`${bytes(made.contentBytes)} ${bar(made.contentBytes, largest)}
          <span class="by">
            ${layerLink(scene, made.index)}${made.wastedBytes > 0 && html`, <b>${formatBytes(made.wastedBytes)} wasted</b>`}
          </span>`
      }
    </p>
  </li> `
}

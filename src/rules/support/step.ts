import type { HistoryStep, Image, Location } from "../../model/index.ts"

const steps = new WeakMap<Image, ReadonlyMap<number | null, HistoryStep>>()

/** The history step that made a layer; undefined where history and layers don't line up. */
export function stepOf(image: Image, layer: number | null): HistoryStep | undefined {
  if (layer === null) return undefined
  let known = steps.get(image)
  if (!known) {
    known = new Map(image.config.history.map((step) => [step.layer, step]))
    steps.set(image, known)
  }
  return known.get(layer)
}

const READ_CHARACTERS = 2000
const QUOTED_CHARACTERS = 72

/**
 * A step as its author would recognise it, short enough for a sentence. Cut only between words, and never within quotes:
 * half a credential would be one that no redaction knows.
 */
export function quote(step: HistoryStep): string {
  const text = step.text.slice(0, READ_CHARACTERS).replace(/\s+/g, " ").trim()
  if (text.length <= QUOTED_CHARACTERS) return text
  let end = text.lastIndexOf(" ", QUOTED_CHARACTERS)
  const open = openQuote(text.slice(0, Math.max(0, end)))
  if (open >= 0) end = text.lastIndexOf(" ", open)
  return end > 0 ? `${text.slice(0, end)} …` : step.instruction
}

/** Where quotes begin that the text doesn't end; -1 where there are none. */
function openQuote(text: string): number {
  let open = -1
  for (let index = 0; index < text.length; index++) {
    const char = text[index]
    if (open >= 0 ? char === text[open] : char === "'" || char === '"') open = open >= 0 ? -1 : index
  }
  return open
}

/** Lines that write no file. Buildah builds all lines as one layer where it isn't told otherwise, and notes it at the last of them. */
const WRITES_NOTHING = new Set(
  "ARG CMD ENTRYPOINT ENV EXPOSE HEALTHCHECK LABEL MAINTAINER ONBUILD SHELL STOPSIGNAL USER VOLUME".split(" "),
)

/** `layer 4 (RUN chown -R app /srv)`, or the layer alone where no step is known for it. */
export function describeLayer(image: Image, layer: number): string {
  const step = stepOf(image, layer)
  const line = step ? quote(step) : ""
  if (line && WRITES_NOTHING.has(step!.instruction)) return `layer ${layer} (the lines up to ${line})`
  return line ? `layer ${layer} (${line})` : `layer ${layer}`
}

type Place = Pick<Location, "kind" | "layer" | "path" | "visible">

/** Adds the history index of its layer to a location; -1, of a folder that no layer lists, is no layer. */
export function locate(image: Image, place: Place): Location {
  const { layer, ...rest } = place
  if (layer === undefined || layer < 0) return rest
  const step = stepOf(image, layer)
  return { ...rest, layer, ...(step ? { history: step.index } : {}) }
}

/** Where the image could not be read whole, what an unread layer hides or removes is unknown: says so at a sentence's end. */
export const asFarAsRead = (image: Image): string => (image.complete ? "" : ", as far as the image could be read")

/** True for a step that brings files from outside of the image. */
export const isCopy = (step: HistoryStep | undefined): step is HistoryStep =>
  step?.instruction === "COPY" || step?.instruction === "ADD"

/** The folder or file that a COPY or ADD writes to, as written; null for other steps. */
export function copyTarget(step: HistoryStep): string | null {
  if (!isCopy(step)) return null
  const words = step.text.trim().split(/\s+/)
  if (words.length < 3) return null
  return (words.at(-1) ?? "").replace(/^\[?["']?|["']?\]?$/g, "") || null
}

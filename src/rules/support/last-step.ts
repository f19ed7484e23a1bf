import type { HistoryStep, Image, Location } from "../../model/index.ts"

/** The last history step of an instruction. */
export const lastStep = (image: Image, instruction: string): HistoryStep | undefined =>
  image.config.history.findLast((step) => step.instruction === instruction)

/** What follows the keyword of a step: `app` of `USER app`. */
export const argumentOf = (step: HistoryStep): string => step.text.slice(step.instruction.length).trim()

/** A field of the config, or the history step that set it where one is known. */
export const locateField = (key: string, step: HistoryStep | undefined): Location =>
  step === undefined ? { kind: "config", key } : { kind: "history", history: step.index, key }

/** The USER line that says what the config does. A commit can change the config and leave no line: then the last one is not to blame. */
export function userStep(image: Image): HistoryStep | undefined {
  const step = lastStep(image, "USER")
  return step !== undefined && argumentOf(step) === image.config.run.user ? step : undefined
}

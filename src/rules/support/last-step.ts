import type { HistoryStep, Image, Location } from "../../model/index.ts"

/** The last history step of an instruction. */
export const lastStep = (image: Image, instruction: string): HistoryStep | undefined =>
  image.config.history.findLast((step) => step.instruction === instruction)

/** What follows the keyword of a step: `app` of `USER app`. */
export const argumentOf = (step: HistoryStep): string => step.text.slice(step.instruction.length).trim()

/** A field of the config, or the history step that set it where one is known. */
export const locateField = (key: string, step: HistoryStep | undefined): Location =>
  step === undefined ? { kind: "config", key } : { kind: "history", history: step.index, key }

import type { HistoryStep, Image, Location } from "../../model/index.ts"
import { type Command, type RunStep, runSteps } from "./shell/index.ts"
import { show } from "./words.ts"

/** True for a step of the base image, which the author of this one can't change. */
export const isOfBase = ({ base }: Image, { index }: HistoryStep): boolean => base !== null && index < base.steps

/** Steps of the image itself. */
export const ownSteps = (image: Image): readonly HistoryStep[] =>
  image.config.history.filter((step) => !isOfBase(image, step))

/** RUN steps of the image itself. */
export const ownRuns = (image: Image): readonly RunStep[] =>
  runSteps(image).filter(({ step }) => !isOfBase(image, step))

/** The step itself, and the layer that it made. */
export const locateStep = ({ index, layer }: HistoryStep): Location =>
  layer === null ? { kind: "history", history: index } : { kind: "history", history: index, layer }

/** A command as its author would recognise it, short enough for a sentence. */
export const showCommand = ({ words }: Pick<Command, "words">): string =>
  show(words.map(({ text }) => text.replace(/\s+/g, " ")).join(" "))

/** Several commands as one line, each once. */
export const showCommands = (commands: readonly Pick<Command, "words">[]): string =>
  [...new Set(commands.map((command) => showCommand(command)))].slice(0, 3).join("; ")

/** Ends a sentence, unless what it ends in is cut. */
export const ended = (sentence: string): string => (sentence.endsWith("…") ? sentence : `${sentence}.`)

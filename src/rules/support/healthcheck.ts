import type { HistoryStep, Image } from "../../model/index.ts"
import { argumentOf, lastStep } from "./last-step.ts"

/** The HEALTHCHECK line that the builder was given and did not keep: the config has no check, the history has one that was not switched off. */
export function droppedHealthcheck(image: Image): HistoryStep | undefined {
  if (image.config.run.healthcheck !== null) return undefined
  const step = lastStep(image, "HEALTHCHECK")
  return step === undefined || /^NONE\b/i.test(argumentOf(step)) ? undefined : step
}

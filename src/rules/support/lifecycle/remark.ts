import type { Severity } from "../../../model/index.ts"
import { addDays, BY_DATA, type Life } from "./lifecycle.ts"

/** How far along its life something is: `extended` is free of charge. */
export type Stage = "ended" | "ending" | "extended"

export const STAGE_SEVERITY: Readonly<Record<Stage, Severity>> = { ended: "high", ending: "medium", extended: "info" }

/** Where a day falls in a life; null where there is nothing to say. `days`: how long before the end it is time to say so. */
export function stageOf(life: Life, today: string, days: number): Stage | null {
  if (today > life.freeEnd) return "ended"
  if (addDays(today, days) >= life.freeEnd) return "ending"
  return today > life.end ? "extended" : null
}

/** The end of a sentence that began with a product: what it has no more, or will soon not have. */
export function describeStage(life: Life, stage: Stage): string {
  if (stage === "ending") return `gets security updates only until ${life.freeEnd}, ${BY_DATA}`
  if (stage === "extended")
    return `has passed the end of its regular support, ${life.end}, and is in long term support until ${life.freeEnd}, ${BY_DATA}`
  const paid = life.paidEnd === null ? "" : `, but for those who pay for them (until ${life.paidEnd})`
  return `has had no security updates since ${life.freeEnd}${paid}, ${BY_DATA}`
}

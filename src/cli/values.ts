import { parseMeasure, parseSize, PlimsollError, SEVERITIES } from "../model/index.ts"
import type { Severity } from "../model/index.ts"
import { SENTENCES } from "./sentences.ts"

const SECONDS = new Map([
  ["", 1],
  ["s", 1],
  ["m", 60],
  ["h", 3600],
])
/** Bytes: `200MB` and `200 MB` are decimal, `1.5 GiB` is binary, a bare number is bytes. */
export function sizeOf(flag: string, text: string): number {
  const value = parseSize(text)
  if (value === null || value < 1) throw new PlimsollError(SENTENCES.noSize(flag, text))
  return value
}

/** Seconds: `90`, `90s`, `5m`, `1h`. */
export function secondsOf(flag: string, text: string): number {
  const value = parseMeasure(text, SECONDS)
  if (value === null || value <= 0) throw new PlimsollError(SENTENCES.noTime(flag, text))
  return value
}

/** `2026-12-31`, as its start in UTC. */
export function dayOf(flag: string, text: string): Date {
  const day = new Date(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : Number.NaN)
  if (Number.isNaN(day.getTime()) || !day.toISOString().startsWith(text))
    throw new PlimsollError(SENTENCES.noDay(flag, text))
  return day
}

/** A whole number of 1 or more. */
export function countOf(flag: string, text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new PlimsollError(SENTENCES.noCount(flag, text))
  return Number(text)
}

/** One of a few words. */
export function choiceOf<Choice extends string>(flag: string, text: string, choices: readonly Choice[]): Choice {
  const found = choices.find((choice) => choice === text)
  if (found === undefined) throw new PlimsollError(SENTENCES.noChoice(flag, text, choices))
  return found
}

export const severityOf = (flag: string, text: string): Severity => choiceOf(flag, text, SEVERITIES)

import { parseMeasure, parseSize, PlimsollError, SEVERITIES } from "../model/index.ts"
import type { Report, Severity } from "../model/index.ts"
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

/** More shares than anybody has machines for. */
export const MOST_SHARES = 10_000

/** `2/5`: the second of five shares. */
export function shardOf(flag: string, text: string): NonNullable<Report["shard"]> {
  const [, index = 0, count = 0] = (/^([1-9]\d{0,4})\/([1-9]\d{0,4})$/.exec(text) ?? []).map(Number)
  if (index < 1 || index > count || count > MOST_SHARES) throw new PlimsollError(SENTENCES.noShard(flag, text))
  return { index, count }
}

/** A file of a repository, as hosts name it: from its root, with `/` between folders. */
export function locationOf(flag: string, text: string): string {
  const parts = text.split("/")
  const isOutside = text.startsWith("/") || /^[a-z][a-z\d+.-]*:/i.test(text) || parts.includes("..")
  const isOdd = text.includes("\\") || parts.includes("") || /\p{Cc}/u.test(text)
  if (isOutside || isOdd) throw new PlimsollError(SENTENCES.noLocation(flag, text))
  return parts.filter((part) => part !== ".").join("/")
}

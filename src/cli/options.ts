import { LIMITS, SEVERITIES } from "../model/index.ts"
import type { LimitName } from "../model/index.ts"

/** One option of the command line. This table drives parsing and help; whatever else lists options is made from it. */
export interface Option {
  /** `--fail-on`. */
  readonly flag: string
  /** `-f`. */
  readonly short?: string
  /** Placeholder of its value; absent where it takes none. */
  readonly value?: string
  readonly repeatable?: true
  readonly help: string
}

/** Options belong to a group, and a command takes whole groups. */
export interface Group {
  readonly title: string
  readonly options: readonly Option[]
}

const PLACEHOLDERS = { bytes: "SIZE", count: "N", seconds: "TIME", ratio: "N" } as const

const limits = (Object.keys(LIMITS) as LimitName[]).flatMap((name): (Option & { readonly limit: LimitName })[] => {
  const { option, unit, help } = LIMITS[name]
  return option === null ? [] : [{ flag: option, value: PLACEHOLDERS[unit], help, limit: name }]
})

const severities = SEVERITIES.join(" ")

export const GROUPS = {
  choose: {
    title: "What to audit",
    options: [
      {
        flag: "--image",
        value: "NAME",
        repeatable: true,
        help: "only this one: repository:tag, or start of digest",
      },
      { flag: "--platform", value: "OS/ARCH", repeatable: true, help: "only this one: linux/arm64, linux/arm/v7" },
    ],
  },
  verdict: {
    title: "What fails",
    options: [
      { flag: "--fail-on", value: "SEVERITY", help: "lowest that fails, or none (default: high)" },
      {
        flag: "--rule",
        value: "ID[=HOW]",
        repeatable: true,
        help: "off, or a severity; without HOW its own",
      },
      { flag: "--profile", value: "NAME", help: "rules for one kind of image: strict, cis, job ..." },
      { flag: "--base", value: "FILE", repeatable: true, help: "archive of the base, to know what it brought" },
      { flag: "--own-layers-only", help: "what the base image brought does not fail" },
      {
        flag: "--budget",
        value: "KEY=LIMIT",
        repeatable: true,
        help: "limit: filesystem=200MB, layers=20, archive=+5%",
      },
      { flag: "--baseline", value: "FILE", help: "what is known: sizes, and findings accepted" },
      { flag: "--today", value: "DATE", help: "day that expiry is held against: 2026-12-31" },
    ],
  },
  compare: {
    title: "What it is compared with",
    options: [
      { flag: "--compare", value: "OLD", help: "an archive, or a report saved by --format json" },
      { flag: "--only-new", help: "what OLD has too does not fail" },
    ],
  },
  settings: {
    title: "Settings, found as plimsoll.config.yaml (or .yml .json .jsonc) or .plimsollrc",
    options: [
      { flag: "--config", value: "FILE", help: "this file instead, YAML or JSON" },
      { flag: "--no-config", help: "look for none" },
    ],
  },
  baseline: {
    title: "What the baseline says",
    options: [
      { flag: "--output", value: "FILE", help: "write it here (default: plimsoll.baseline.yaml)" },
      { flag: "--accept-growth", help: "only accept growth that breaks a budget" },
      { flag: "--reason", value: "TEXT", help: "why it is accepted" },
      { flag: "--owner", value: "NAME", help: "whom to ask about it" },
      { flag: "--expires", value: "DATE", help: "last day that it is accepted on: 2026-12-31" },
      { flag: "--ratchet", help: "only tighten: lower sizes, drop what is gone" },
    ],
  },
  share: {
    title: "A share of the inputs, for CI matrices and Kubernetes Indexed Jobs",
    options: [{ flag: "--shard", value: "I/N", help: "such as 2/5, or $((JOB_COMPLETION_INDEX+1))/5" }],
  },
  merge: {
    title: "What is joined",
    options: [
      { flag: "--fail-on", value: "SEVERITY", help: "judge all anew: lowest that fails, or none" },
      { flag: "--own-layers-only", help: "with it: what the base brought does not fail" },
      { flag: "--allow-missing", help: "do without missing shares; told in the report" },
    ],
  },
  content: {
    title: "What is reported",
    options: [
      { flag: "--severity", value: "SEVERITY", help: `lowest shown: ${severities}` },
      { flag: "--files", help: "list every file in the JSON; a page has them" },
      { flag: "--timestamp", help: "say in the report when it was made" },
    ],
  },
  report: {
    title: "How it is told",
    options: [
      {
        flag: "--format",
        short: "-f",
        value: "NAME[=FILE]",
        repeatable: true,
        help: "table, json, html ...; without FILE to stdout",
      },
      { flag: "--sarif-location", value: "FILE", help: "file at which hosts show findings: Dockerfile" },
      { flag: "--quiet", help: "in the table, the verdict alone" },
    ],
  },
  init: {
    title: "What is written",
    options: [
      { flag: "--output", value: "FILE", help: "there (default: plimsoll.config.yaml); - for standard output" },
    ],
  },
  reading: {
    title: "How it is read",
    options: [
      { flag: "--jobs", value: "N", help: "threads at most (default: one a core)" },
      { flag: "--no-contents", help: "don't search files for credentials; told in the report" },
      { flag: "--no-progress", help: "no progress line on a terminal" },
    ],
  },
  limits: { title: "Safety limits; reaching one ends in exit code 2", options: limits },
  output: {
    title: "How it looks",
    options: [
      { flag: "--verbose", help: "everything that the table leaves out" },
      { flag: "--color", help: "colour even where there is no terminal" },
      { flag: "--no-color", help: "no colour; as NO_COLOR in the environment" },
      { flag: "--debug", help: "where an internal error came from" },
    ],
  },
} as const satisfies Record<string, Group>

export type GroupName = keyof typeof GROUPS

/** Every option of some groups. */
export const optionsOf = (names: readonly GroupName[]): readonly Option[] =>
  names.flatMap((name): readonly Option[] => GROUPS[name].options)

/** Values as given, by option without its dashes: an option that takes none has `true`, `--no-x` has `false` under `x`. */
export type RawOptions = Readonly<Record<string, string | boolean | readonly string[] | undefined>>

/** Key of an option in `RawOptions`: `--fail-on` is `failOn`. */
export const keyOf = (flag: string): string =>
  flag.replace(/^--(?:no-)?/, "").replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())

/** Every option that raises a limit. */
export const LIMIT_OPTIONS = limits

import type { Rule } from "../model/index.ts"

/** What a rule says for itself; a report only names it. */
export type RuleText = Pick<Rule, "id" | "title" | "severity" | "why" | "remedy" | "references">

/** How a report is drawn, and what is no part of it. The reports decide nothing of it: whoever writes them knows the terminal. */
export interface Look {
  readonly colour: boolean
  /** Columns that no line of the table exceeds; at least 60. */
  readonly width: number
  /** False draws with ASCII alone. Text from the image keeps its letters. Default true. */
  readonly unicode?: boolean
  /** Every finding, layer and wasted file. */
  readonly verbose?: boolean
  /** The verdict and what kept anything from being read. */
  readonly quiet?: boolean
  /** True where what became of an image since another is what was asked for. */
  readonly isDiff?: boolean
  /** True where the JSON is to leave out lists of files that only another format needs: it says the same whatever stands beside it. */
  readonly isWithoutFiles?: boolean
  /** What the run took. Not part of a report, which is the same for the same input. */
  readonly elapsedMs?: number
  /** When the report was made, for formats that can't do without: the report itself holds no clock. */
  readonly endedAt?: Date
  /** All rules, for formats that explain them; where one is missing, its id stands for it. */
  readonly rules?: readonly RuleText[]
  /** A file of the repository, `Dockerfile`, at which hosts show findings; null where nobody says. */
  readonly location?: string | null
  /** The commit that is built, for formats that demand one. */
  readonly commit?: string | null
  /** Name of the file that it is written to; null for standard output. */
  readonly file?: string | null
}

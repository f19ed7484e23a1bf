import { existsSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"

/** One labelled text, as the README beside the cases describes it. */
export interface Case {
  readonly id: string
  readonly source: string
  readonly rule_hint: string
  readonly vendor: string
  /** Absent for a file. */
  readonly kind?: "env" | "label" | "history"
  readonly path?: string
  readonly text: string
  readonly encoding?: "base64"
  readonly is_secret: boolean
  readonly secret?: string
  readonly contested?: boolean
}

export const CASES = fileURLToPath(new URL("../../../../shared/secrets-dev/cases.jsonl", import.meta.url))

/** The cases of a file of JSON lines; null where there is no such file. */
export function readCases(path: string): readonly Case[] | null {
  if (!existsSync(path)) return null
  const lines = readFileSync(path, "utf8").split("\n")
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Case)
}

/** Files as image content looks: made for this, or real files that are no secret. */
export const isImageContent = ({ kind, source }: Case): boolean =>
  kind === undefined && (source === "made" || source === "benign-real")

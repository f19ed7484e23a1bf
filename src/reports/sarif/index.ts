import type { Log } from "sarif"
import type { Report } from "../../model/index.ts"
import type { Look } from "../look.ts"
import { runOf } from "./run.ts"
import { runsOf } from "./runs.ts"
import { jsonText } from "../shared/json-text.ts"

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

/** GitHub shows so many results of a run, and refuses a file of 10 MB gzipped, which more than the second number may be. */
const MAX_RESULTS = 5000
const MAX_IN_FILE = 25_000

/** SARIF 2.1.0 as GitHub's code scanning takes it: a run an image, the worst findings first and none without a place. */
export function sarif(report: Report, look: Look): string {
  const texts = new Map((look.rules ?? []).map((rule) => [rule.id, rule]))
  const runs = runsOf(report)
  // One is kept for the result that counts the others.
  const most = Math.min(MAX_RESULTS, Math.floor(MAX_IN_FILE / runs.length)) - 1
  const withImages = new Set(report.images.map(({ input }) => input))
  const log: Log = {
    $schema: SCHEMA,
    version: "2.1.0",
    runs: runs.map(({ id, images }, at) => {
      const own = new Set(images.map(({ input }) => input))
      const isFirst = at === 0
      const inputs = report.inputs.filter((_, index) => own.has(index) || (isFirst && !withImages.has(index)))
      return runOf({ id, images, inputs, isFirst, most }, report, look, texts)
    }),
  }
  return jsonText(log)
}

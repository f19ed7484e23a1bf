import type { Finding, Report, ReportImage } from "../../model/index.ts"
import { BUDGET_RULE } from "./entries.ts"

/** No id of an image or a rule holds a line end. */
const keyOf = (image: string | undefined, rule: string, message: string): string => `${image}\n${rule}\n${message}`

type Fails = (image: Pick<ReportImage, "id">, finding: Pick<Finding, "rule" | "message" | "status">) => boolean

/** Formats ask image by image, and a report may have thousands of both. */
const known = new WeakMap<Report["failures"], Fails>()

/** Tells which findings of a report's images fail it: those that its failures name, and those that tell of its broken budgets. */
export function failsBy(failures: Report["failures"]): Fails {
  const fails = known.get(failures) ?? failsAnew(failures)
  known.set(failures, fails)
  return fails
}

function failsAnew(failures: Report["failures"]): Fails {
  const keys = new Set(
    failures.map(({ kind, image, id, message }) => keyOf(image, kind === "budget" ? BUDGET_RULE : id, message)),
  )
  return ({ id }, { rule, message, status }) => status === "new" && keys.has(keyOf(id, rule, message))
}

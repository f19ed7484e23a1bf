import { ended, PlimsollError, type Baseline } from "../model/index.ts"
import { SENTENCES } from "./sentences.ts"
import { textOfFile } from "./small-file.ts"

/** Where a baseline is unless somebody says. */
export const BASELINE_FILE = "plimsoll.baseline.yaml"

/** Reads a baseline. Throws a `PlimsollError` for a file that is not there, or that can't be meant, with the place. */
export async function readBaselineFile(file: string): Promise<Baseline> {
  return parseBaseline(file, textOfBaseline(file))
}

/** As it is written. Throws a `PlimsollError` where it can't be read. */
export const textOfBaseline = (file: string): string => textOfFile(file, (reason) => SENTENCES.noBaseline(file, reason))

/** What the text of a baseline says. Throws a `PlimsollError` with every place that is wrong. */
export async function parseBaseline(file: string, text: string): Promise<Baseline> {
  const [{ readBaseline }, { baselineProblems }] = await Promise.all([
    import("../settings/index.ts"),
    import("../policy/index.ts"),
  ])
  const { baseline, complaints, positionOf } = await readBaseline(text)
  const meant = baselineProblems(baseline).map(({ path, message }) => ({ ...positionOf(path), message }))
  const [first, ...more] = [...complaints, ...meant].map(
    ({ line, column, message }) => `${file}:${line}:${column}: ${ended(message)}`,
  )
  if (first !== undefined) throw new PlimsollError(first, more)
  return baseline
}

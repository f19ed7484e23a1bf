import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs"
import { PlimsollError, type Baseline } from "../model/index.ts"
import { SENTENCES } from "./sentences.ts"

/** Where a baseline is unless somebody says. */
export const BASELINE_FILE = "plimsoll.baseline.yaml"

/** What is known of thousands of findings is a tenth of it. */
const LARGEST = 1024 * 1024

/** Reads a baseline. Throws a `PlimsollError` for a file that is not there, or that can't be meant, with the place. */
export async function readBaselineFile(file: string): Promise<Baseline> {
  return parseBaseline(file, textOfBaseline(file))
}

/** As it is written. Throws a `PlimsollError` where it can't be read. */
export function textOfBaseline(file: string): string {
  try {
    const fd = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      const stat = fstatSync(fd)
      if (!stat.isFile()) throw new PlimsollError(SENTENCES.noBaseline(file, "it is no regular file"))
      if (stat.size > LARGEST) throw new PlimsollError(SENTENCES.noBaseline(file, "it is larger than 1 MiB"))
      return readFileSync(fd, "utf8")
    } finally {
      closeSync(fd)
    }
  } catch (error) {
    if (error instanceof PlimsollError) throw error
    const { code } = error as NodeJS.ErrnoException
    const reason = code === "ENOENT" ? "there is no such file" : (code ?? String(error))
    throw new PlimsollError(SENTENCES.noBaseline(file, reason))
  }
}

/** What the text of a baseline says. Throws a `PlimsollError` with every place that is wrong. */
export async function parseBaseline(file: string, text: string): Promise<Baseline> {
  const [{ readBaseline }, { baselineProblems }] = await Promise.all([
    import("../settings/index.ts"),
    import("../policy/index.ts"),
  ])
  const { baseline, complaints, positionOf } = await readBaseline(text)
  const meant = baselineProblems(baseline).map(({ path, message }) => ({ ...positionOf(path), message }))
  const [first, ...more] = [...complaints, ...meant].map(
    ({ line, column, message }) => `${file}:${line}:${column}: ${message}${message.endsWith("?") ? "" : "."}`,
  )
  if (first !== undefined) throw new PlimsollError(first, more)
  return baseline
}

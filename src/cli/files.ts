import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs"
import { setImmediate } from "node:timers/promises"
import { PlimsollError } from "../model/index.ts"
import { SENTENCES } from "./sentences.ts"

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const

/** What is known as the file once links are followed; null where there is nothing yet. */
function existing(file: string): { readonly path: string; readonly special: boolean } | null {
  if (statSync(file, { throwIfNoEntry: false }) === undefined) return null
  const path = realpathSync(file)
  const stat = statSync(path)
  return { path, special: !stat.isFile() && !stat.isDirectory() }
}

function writeWhole(file: string, text: string): void {
  const found = existing(file)
  // A device or a pipe is written to; putting a file in its place would take it away from everybody.
  if (found?.special) return writeFileSync(found.path, text)
  const path = found?.path ?? file
  const temporary = `${path}.${process.pid}.tmp`
  try {
    writeFileSync(temporary, text, { flag: "wx", mode: 0o644 })
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}

const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message.replace(/, \w+ '.*$/s, "") : String(error)

/**
 * Writes each text to its file, whole or not at all: first beside it, then under its name. Throws a `PlimsollError`
 * that names the first file that can't be written, after trying all.
 */
export async function writeFiles(texts: readonly (readonly [file: string, text: string])[]): Promise<void> {
  let interrupted: NodeJS.Signals | null = null
  const remember = (signal: NodeJS.Signals): void => void (interrupted ??= signal)
  for (const signal of SIGNALS) process.on(signal, remember)
  const failed = texts.flatMap(([file, text]) => {
    try {
      writeWhole(file, text)
      return []
    } catch (error) {
      return [SENTENCES.notWritten(file, reasonOf(error))]
    }
  })
  // A signal that came meanwhile is told only when the event loop turns.
  await setImmediate()
  for (const signal of SIGNALS) process.off(signal, remember)
  if (interrupted !== null) process.kill(process.pid, interrupted)
  const [first] = failed
  if (first !== undefined) throw new PlimsollError(first)
}

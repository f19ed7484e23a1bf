import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs"
import { PlimsollError, SettingsError, type Settings } from "../model/index.ts"
import { SENTENCES } from "./sentences.ts"

/** Settings from a file, and how to say what is wrong with them. */
export interface Config {
  readonly settings: Settings
  /** Throws what an audit with these settings was rejected with; of settings that can't be meant, with the place in the file. */
  readonly rethrow: (error: unknown) => never
}

const NONE: Config = {
  settings: {},
  rethrow: (error) => {
    throw error
  },
}

/** Larger than any settings may be: what reads them says so. */
const LARGEST = 16 * 1024 * 1024

/** Reads the file that `--config` names; without one, nothing is set. */
export async function readConfig(file: string | null): Promise<Config> {
  if (file === null) return NONE
  const text = textOf(file)
  // Whoever gives no settings must not wait for what reads them.
  const { readSettings } = await import("../settings/index.ts")
  const { settings, complaints, positionOf } = await readSettings(text)
  const at = ({ line, column }: { readonly line: number; readonly column: number }, message: string): string =>
    `${file}:${line}:${column}: ${message}${message.endsWith("?") ? "" : "."}`
  if (complaints.length > 0) throw toError(complaints.map((one) => at(one, one.message)))
  return {
    settings,
    rethrow(error) {
      if (!(error instanceof SettingsError)) throw error
      throw toError(error.problems.map(({ path, message }) => at(positionOf(path), message)))
    },
  }
}

const toError = ([first = "", ...more]: readonly string[]): PlimsollError => new PlimsollError(first, more)

function textOf(file: string): string {
  try {
    const fd = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK)
    try {
      const stat = fstatSync(fd)
      if (!stat.isFile()) throw new PlimsollError(SENTENCES.noConfig(file, "it is no regular file"))
      if (stat.size > LARGEST) throw new PlimsollError(SENTENCES.noConfig(file, "it is larger than 1 MiB"))
      return readFileSync(fd, "utf8")
    } finally {
      closeSync(fd)
    }
  } catch (error) {
    if (error instanceof PlimsollError) throw error
    const { code } = error as NodeJS.ErrnoException
    throw new PlimsollError(
      SENTENCES.noConfig(file, code === "ENOENT" ? "there is no such file" : (code ?? String(error))),
    )
  }
}

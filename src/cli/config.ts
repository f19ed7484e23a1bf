import { dirname, isAbsolute, join, relative } from "node:path"
import { ended, PlimsollError, SettingsError, type Settings, type SettingsPath } from "../model/index.ts"
import { findSettings, pathWithin, type Found } from "./discover.ts"
import { SENTENCES } from "./sentences.ts"
import { textOfFile } from "./small-file.ts"
import { term } from "../reports/index.ts"
import { say } from "./world.ts"
import type { World } from "./world.ts"

/** Settings from a file, and how to say what is wrong with them. */
export interface Config {
  readonly settings: Settings
  /** The file, as people see it; null where there is none. */
  readonly file: string | null
  /** Where a value of the settings is written: `plimsoll.config.yaml:3:1`. */
  readonly placeOf: (path: SettingsPath) => string
  /** The baseline that the settings name, from the working directory. */
  readonly baseline: string | null
}

const NONE: Config = { settings: {}, file: null, placeOf: () => "the settings", baseline: null }

/** Reads the file that `--config` names, else the one that is found; `false` is none at all. */
export async function readConfig(named: string | false | null, world: World): Promise<Config> {
  if (named === false) return NONE
  const found = named === null && world.cwd !== null ? findSettings(world.cwd) : null
  const file = named ?? found?.file
  if (file === undefined) return NONE
  for (const other of found?.unused ?? [])
    await say(world, `plimsoll: ${term(SENTENCES.unusedConfig(file, join(dirname(file), other)))}`)
  const text = textOfFile(found?.path ?? file, (reason) => SENTENCES.noConfig(file, reason), found !== null)
  // Whoever gives no settings must not wait for what reads them.
  const { readSettings } = await import("../settings/index.ts")
  const { settings, complaints, positionOf } = await readSettings(text, kindOf(file, text))
  const at = ({ line, column }: { readonly line: number; readonly column: number }): string =>
    `${file}:${line}:${column}`
  if (complaints.length > 0) throw toError(complaints.map((one) => `${at(one)}: ${ended(one.message)}`))
  const placeOf = (path: SettingsPath): string => at(positionOf(path))
  return {
    settings,
    file,
    placeOf,
    baseline: settings.baseline === undefined ? null : baselineOf(settings.baseline, file, found, placeOf),
  }
}

/** What is found can't reach further than the repository; whoever names a file may name any. */
function baselineOf(path: string, file: string, found: Found | null, placeOf: Config["placeOf"]): string {
  const under = (folder: string): string => (isAbsolute(path) ? path : join(folder, path))
  if (found === null) return under(dirname(file))
  return relative(found.from, pathWithin(found.root, under(found.folder), `${placeOf(["baseline"])}: ${path}`))
}

/** Sentences as one error. */
const toError = ([first = "", ...more]: readonly string[]): PlimsollError => new PlimsollError(first, more)

/** What an audit was rejected with, told to people: of settings that can't be meant, with the place in the file. */
export function explain(error: unknown, { placeOf }: Config, nameOf: (path: SettingsPath) => string | null): unknown {
  if (!(error instanceof SettingsError)) return error
  return toError(error.problems.map(({ path, message }) => `${nameOf(path) ?? placeOf(path)}: ${ended(message)}`))
}

const JSON_START = /^\uFEFF?\s*(?:\{|\/[/*])/

/** By its name, else by how it begins. */
function kindOf(file: string, text: string): "yaml" | "json" {
  if (/\.ya?ml$/i.test(file)) return "yaml"
  return /\.jsonc?$/i.test(file) || JSON_START.test(text) ? "json" : "yaml"
}

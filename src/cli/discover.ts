import { lstatSync, realpathSync } from "node:fs"
import { basename, dirname, isAbsolute, join, relative, sep } from "node:path"
import { PlimsollError } from "../model/index.ts"
import { SENTENCES } from "./sentences.ts"

/** A settings file that nobody named. */
export interface Found {
  /** As people see it: from the working directory. */
  readonly file: string
  /** Where its bytes are, links followed. */
  readonly path: string
  /** Where it was found: paths in it are from here. */
  readonly folder: string
  /** Neither it nor what it names may lie outside: the repository, or the working directory where there is none. */
  readonly root: string
  /** The working directory, links followed: where `file` is seen from. */
  readonly from: string
  /** Others beside it. */
  readonly unused: readonly string[]
}

const KINDS = ["yaml", "yml", "json", "jsonc"] as const
/** In the order in which one is taken. Data only: what a branch holds must not run in the gate that judges it. */
export const SETTINGS_FILES: readonly string[] = [
  ...KINDS.map((kind) => `plimsoll.config.${kind}`),
  ".plimsollrc",
  ...KINDS.map((kind) => `.plimsollrc.${kind}`),
]

/** The settings file that is nearest to the working directory, no higher than the repository. Throws a `PlimsollError` for one that leads out of it. */
export function findSettings(cwd: string): Found | null {
  const start = realpathSync(cwd)
  const folders = foldersAbove(start)
  const root = folders.find((folder) => exists(join(folder, ".git"), true)) ?? start
  for (const folder of folders.slice(0, folders.indexOf(root) + 1)) {
    const [name, ...unused] = SETTINGS_FILES.filter((one) => exists(join(folder, one)))
    if (name === undefined) continue
    const file = relative(start, join(folder, name))
    return { file, path: pathWithin(root, join(folder, name), file), folder, root, from: start, unused }
  }
  return null
}

/** Where a path leads, also where nothing is there yet. Throws a `PlimsollError` where that is out of the root. */
export function pathWithin(root: string, path: string, file: string): string {
  const led = leadsTo(path)
  const from = led === null ? ".." : relative(root, led)
  if (led === null || from === ".." || from.startsWith(`..${sep}`) || isAbsolute(from))
    throw new PlimsollError(SENTENCES.outOfRepository(file))
  return led
}

/** Null for a link to nowhere. */
function leadsTo(path: string): string | null {
  try {
    if (exists(path)) return realpathSync(path)
    const folder = dirname(path)
    return join(folder === path ? folder : (leadsTo(folder) ?? folder), basename(path))
  } catch {
    return null
  }
}

/** `lenient`: what can't be looked at is not there. */
function exists(path: string, lenient = false): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined
  } catch (error) {
    if (lenient) return false
    throw new PlimsollError(SENTENCES.noConfig(path, (error as NodeJS.ErrnoException).code ?? String(error)))
  }
}

/** A folder and all above it, itself first. */
function foldersAbove(folder: string): string[] {
  const above = dirname(folder)
  return above === folder ? [folder] : [folder, ...foldersAbove(above)]
}

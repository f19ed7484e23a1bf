import { realpathSync, statSync } from "node:fs"
import { basename, dirname, join, resolve } from "node:path"
import { PlimsollError } from "../model/index.ts"
import { SENTENCES } from "./sentences.ts"

/** A report that goes to a file. */
interface Placed {
  readonly name: string
  readonly file: string
}

/**
 * Throws a `PlimsollError` for a folder in a file's place, and for two reports that would go to one file, however it is
 * spelled: whoever waits for an audit must not learn of it at its end.
 */
export function checkPlaces(reports: readonly Placed[]): void {
  const taken = new Set<string>()
  for (const { name, file } of reports) {
    if (statOf(file)?.isDirectory() === true || file.endsWith("/"))
      throw new PlimsollError(SENTENCES.isFolder(name, file))
    const place = placeOf(file)
    if (taken.has(place)) throw new PlimsollError(SENTENCES.sameFile(file))
    taken.add(place)
  }
}

/** Throws a `PlimsollError` where a report would be written over what it is made from. */
export function checkApart(reports: readonly Pick<Placed, "file">[], inputs: readonly string[]): void {
  if (reports.length === 0) return
  const read = new Set(inputs.filter((input) => input !== "-" && isRegular(input)).map(placeOf))
  const found = reports.find(({ file }) => read.has(placeOf(file)))
  if (found !== undefined) throw new PlimsollError(SENTENCES.isInput(found.file))
}

/** True for what is there to be opened again: a device or a pipe is not. */
export const isRegular = (path: string): boolean => statOf(path)?.isFile() === true

/** Null for what is not there, or can't be looked at: writing it tells. */
function statOf(path: string): ReturnType<typeof statSync> | null {
  try {
    return statSync(path)
  } catch {
    return null
  }
}

/** Where a path leads, links followed as far as there is something. */
function placeOf(path: string): string {
  for (const [known, rest] of [
    [path, ""],
    [dirname(path), basename(path)],
  ] as const)
    try {
      return join(realpathSync(known), rest)
    } catch {
      // Not there yet.
    }
  return resolve(path)
}

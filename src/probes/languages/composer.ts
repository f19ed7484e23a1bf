import type { PackageRecord } from "../../model/index.ts"
import { asList, asObject, keysOf, namesOf, parse, word } from "./json.ts"
import { type Manifest, MiB, reads } from "./manifest.ts"
import { from, isMadeUp, nameOf, parentOf, type Place } from "./place.ts"

/** Platform requirements (`php`, `ext-json`) are no packages: those have a vendor. getcomposer.org, schema. */
const packages = (...values: readonly unknown[]): string[] => keysOf(...values).filter((name) => name.includes("/"))

/** `vendor/composer/installed.json`, Composer 1's form too: a bare list, which does not say what is for development. */
function read(content: Buffer, { path }: Place): readonly PackageRecord[] | string {
  const json = parse(content)
  if (!Array.isArray(json) && asObject(json) === null) return "is no JSON object"
  const installed = asObject(json)
  const development = new Set(namesOf(asList(installed?.["dev-package-names"])))
  const folder = parentOf(path)
  const records: PackageRecord[] = []
  for (const value of asList(installed?.["packages"] ?? json)) {
    const entry = asObject(value)
    const name = word(entry?.["name"])
    if (entry === null || name === "") continue
    const installPath = entry["install-path"]
    const home = from(folder, typeof installPath === "string" ? installPath : `../${name}`)
    records.push({
      type: "composer",
      name,
      version: word(entry["version"]),
      key: `${from(folder, ".")}/${name}`,
      // A metapackage has no folder; a path of `../..` would be the application's.
      ...(installPath === null || !isBelow(home, from(folder, "..")) ? {} : { folders: [home] }),
      requires: packages(entry["require"]),
      requiresForDevelopment: packages(entry["require-dev"]),
      provides: packages(entry["provide"], entry["replace"]),
      ...(development.has(name) ? { isForDevelopment: true } : {}),
    })
  }
  return records
}

const isBelow = (path: string, folder: string): boolean => path.startsWith(`${folder}/`)

export const COMPOSER: readonly Manifest[] = [
  {
    names: ["installed.json"],
    probe: reads({
      what: "Composer's list of installed packages",
      most: 16 * MiB,
      isIn: ({ path }) => nameOf(parentOf(path)) === "composer" && !isMadeUp(path),
      read,
    }),
  },
]

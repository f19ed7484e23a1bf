import type { OpenedFile, Probe } from "../probe.ts"
import { COMPOSER } from "./composer.ts"
import { GEM } from "./gem.ts"
import type { Manifest } from "./manifest.ts"
import { MAVEN } from "./maven.ts"
import { NPM } from "./npm.ts"
import { NUGET } from "./nuget.ts"
import { PYPI } from "./pypi.ts"
import { RUNTIMES } from "./runtimes.ts"

const MANIFESTS: readonly Manifest[] = [...NPM, ...PYPI, ...GEM, ...MAVEN, ...COMPOSER, ...NUGET, ...RUNTIMES]

type Table = ReadonlyMap<string, readonly Probe[]>

function table(key: "names" | "extensions", isMember: boolean): Table {
  const found = new Map<string, Probe[]>()
  for (const manifest of MANIFESTS)
    if ((manifest.isMember ?? false) === isMember)
      for (const name of manifest[key] ?? []) found.set(name, [...(found.get(name) ?? []), manifest.probe])
  return found
}

const FILES = { names: table("names", false), extensions: table("extensions", false) }
const MEMBERS = { names: table("names", true), extensions: table("extensions", true) }

/** Last characters of all names of files above: of 300,000 files few are worth a look at more. */
const ENDS = new Set(
  [...FILES.names.keys(), ...FILES.extensions.keys()].map((name) => name.charCodeAt(name.length - 1)),
)

function find(file: OpenedFile): Probe | undefined {
  const isMember = file.member !== ""
  const path = isMember ? file.member : file.path
  if (!isMember && !ENDS.has(path.charCodeAt(path.length - 1))) return undefined
  const { names, extensions } = isMember ? MEMBERS : FILES
  const name = path.slice(path.lastIndexOf("/") + 1)
  const byName = names.get(name)?.find((probe) => probe.wants(file))
  if (byName !== undefined) return byName
  const dot = name.lastIndexOf(".")
  return dot < 0 ? undefined : extensions.get(name.slice(dot + 1))?.find((probe) => probe.wants(file))
}

// One probe for all of them: it looks a file up by its name.
export const languages: readonly Probe[] = [
  {
    wants: (file) => find(file) !== undefined,
    begin: (file) => find(file)!.begin(file),
  },
]

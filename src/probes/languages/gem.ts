import type { PackageRecord } from "../../model/index.ts"
import { namesOf, word } from "./json.ts"
import { type Manifest, MiB, namedOnly, reads } from "./manifest.ts"
import { absolute, isFixture, nameOf, parentOf, type Place } from "./place.ts"
import { lines } from "./text.ts"

const SPECIFICATIONS = "specifications"
const SUFFIX = ".gemspec"

/**
 * Whether a gem's specification lies where RubyGems looks for it. `specifications/default` does not count: those gems are
 * part of Ruby itself. A folder of that name within a gem does not either.
 */
const isIn = ({ path }: Place): boolean =>
  nameOf(parentOf(path)) === SPECIFICATIONS &&
  !/(?:^|\/)gems\/[^/]+\/[^/]+\/(?:.*\/)?specifications\//.test(path) &&
  !isFixture(path)

const STUB = /^# stub: (\S+) (\S+) (\S+) /
const FIELD = /^\s*s\.(name|version|platform) = "([^"]*)"/
const NEEDS = /^\s*s\.add_(runtime_|development_|)dependency\(%q<([^>]*)>/

/** Ruby code, but RubyGems writes it: a line a field. rubygems/specification.rb, `to_ruby`. */
function read(content: Buffer, { path }: Place): readonly PackageRecord[] | string {
  const fields = new Map<string, string>()
  const requires: string[] = []
  const requiresForDevelopment: string[] = []
  for (const line of lines(content)) {
    const text = line.slice(0, 1000)
    const [, stubName, stubVersion, stubPlatform] = STUB.exec(text) ?? []
    if (stubName !== undefined) {
      fields.set("name", stubName).set("version", stubVersion ?? "")
      fields.set("platform", stubPlatform ?? "")
    }
    const [, field, value = ""] = FIELD.exec(text) ?? []
    if (field !== undefined && !fields.has(field)) fields.set(field, value)
    const [, kind, needed] = NEEDS.exec(text) ?? []
    if (needed !== undefined) (kind === "development_" ? requiresForDevelopment : requires).push(needed)
  }
  const name = word(fields.get("name"))
  if (name === "") return "does not name its gem"
  const home = parentOf(parentOf(path))
  // A gem for one platform has that in the name of its folder.
  const folder = nameOf(path).slice(0, -SUFFIX.length)
  return [
    {
      type: "gem",
      name,
      version: word(fields.get("version")),
      key: keyOf(home, folder),
      files: [absolute(path)],
      folders: [keyOf(home, folder)],
      requires: namesOf(requires),
      requiresForDevelopment: namesOf(requiresForDevelopment),
    },
  ]
}

const keyOf = (home: string, folder: string): string => absolute(`${home === "" ? "" : `${home}/`}gems/${folder}`)

/** `extensions/PLATFORM/RUBY/GEM/gem_make.out`: what was compiled for a gem lies apart from it. */
function extension({ path }: Place): PackageRecord[] {
  const folder = parentOf(path)
  const home = parentOf(parentOf(parentOf(parentOf(folder))))
  const name = nameOf(folder)
  return [{ type: "gem", name, version: "", key: keyOf(home, name), folders: [absolute(folder)], standing: "addition" }]
}

export const GEM: readonly Manifest[] = [
  { extensions: ["gemspec"], probe: reads({ what: "a gem's specification", most: 4 * MiB, isIn, read }) },
  {
    names: ["gem_make.out"],
    probe: namedOnly(({ path }) => nameOf(parentOf(parentOf(parentOf(parentOf(path))))) === "extensions", extension),
  },
]

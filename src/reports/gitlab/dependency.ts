import type { Finding, ReportImage } from "../../model/index.ts"
import { clip } from "../shared/clip.ts"

/** A package as GitLab names it. Text is safe to show. */
export interface Dependency {
  readonly name: string
  readonly version: string
}

const MOST = 255
const UNKNOWN = "unknown"

const named = (name: string, version: string): Dependency => ({
  name: clip(name, MOST),
  version: clip(version === "" ? UNKNOWN : version, MOST),
})

/** What a finding says of a runtime in front of where it lies: `Node.js 16.20.2 (/usr/local/bin/node, …`. */
const RUNTIME = /^(?<name>[^()]{1,80}) (?<version>v?\d[^\s()]{0,80}) \(/
/** The standard library is what a program that Go linked carries. */
const LINKED = / built with (?<name>Go) (?<version>\d[\d.]{0,40}\d)\b/

type DependencyOf = (finding: Finding, image: ReportImage) => Dependency | null

/** The rules whose findings are about a package, and which package that is; null where one is about something else. */
const BY_RULE: ReadonlyMap<string, DependencyOf> = new Map<string, DependencyOf>([
  ["base/distro-eol", (_, { os }) => (os === null ? null : named(os.id, os.version))],
  [
    "base/runtime-eol",
    ({ message, location: { path } }) => {
      if (path === undefined) return null
      const said = RUNTIME.exec(message) ?? LINKED.exec(message.slice(0, 2000))
      return named(said?.groups?.["name"] ?? path.slice(path.lastIndexOf("/") + 1), said?.groups?.["version"] ?? "")
    },
  ],
])

/** The package that a finding is about; null where it is about none. */
export const dependencyOf: DependencyOf = (finding, image) => BY_RULE.get(finding.rule)?.(finding, image) ?? null

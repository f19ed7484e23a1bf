import type { PackageRecord } from "../../model/index.ts"
import { asObject, type Json, keysOf, parseObject, word } from "./json.ts"
import { type Manifest, MiB, reads } from "./manifest.ts"
import { from, isFixture, nameOf, parentOf, type Place } from "./place.ts"

const SUFFIX = ".deps.json"

/** The shared frameworks and the SDK are runtimes, each told as a whole. */
const OF_A_RUNTIME = /(?:^|\/)(?:shared\/[^/]+|sdk)\/\d[^/]*\//

/** What `dotnet publish` writes beside an application. github.com/dotnet/runtime, docs/design/features/host-runtime-information.md. */
function read(content: Buffer, { path }: Place): readonly PackageRecord[] | string {
  const json = parseObject(content)
  const libraries = asObject(json?.["libraries"])
  const targets = asObject(json?.["targets"])
  if (json === null) return "is no JSON object"
  if (libraries === null || targets === null) return []
  const folder = parentOf(path)
  const target =
    asObject(targets[word(asObject(json["runtimeTarget"])?.["name"])]) ?? asObject(Object.values(targets)[0])
  const application = nameOf(path).slice(0, -SUFFIX.length)
  const records: PackageRecord[] = []
  for (const [id, value] of Object.entries(libraries)) {
    const slash = id.indexOf("/")
    const name = word(id.slice(0, slash))
    const type = asObject(value)?.["type"]
    const isApplication = type === "project" && name === application
    if (slash <= 0 || name === "" || (type !== "package" && !isApplication)) continue
    const files = filesOf(asObject(target?.[id])).map((file) => from(folder, file))
    const own = ["deps.json", "runtimeconfig.json", "dll"].map((suffix) => from(folder, `${application}.${suffix}`))
    records.push({
      type: "nuget",
      name,
      version: word(id.slice(slash + 1)),
      // Two applications in one folder share their libraries.
      key: `${from(folder, ".")}/${id}`,
      files: isApplication ? [...own, ...files] : files,
      requires: keysOf(asObject(target?.[id])?.["dependencies"]),
      ...(isApplication ? { isApplication } : {}),
    })
  }
  return records
}

const MOST_FILES = 10_000

/** Where publishing puts a package's files: by their own names beside the application, but for other languages and for other systems in folders. */
function filesOf(library: Json | null): string[] {
  const files: string[] = []
  for (const kind of ["runtime", "native"]) files.push(...keysOf(library?.[kind]).map(nameOf))
  for (const file of keysOf(library?.["resources"])) files.push(file.split("/").slice(-2).join("/"))
  files.push(...keysOf(library?.["runtimeTargets"]))
  return files.slice(0, MOST_FILES)
}

export const NUGET: readonly Manifest[] = [
  {
    extensions: ["json"],
    probe: reads({
      what: "a .NET application's list of libraries",
      most: 16 * MiB,
      isIn: ({ path }) => path.endsWith(SUFFIX) && !OF_A_RUNTIME.test(path) && !isFixture(path),
      read,
    }),
  },
]

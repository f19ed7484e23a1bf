import type { PackageRecord } from "../../model/index.ts"
import { word } from "./json.ts"
import { KiB, type Manifest, namedOnly, reads } from "./manifest.ts"
import { from, isFixture, parentOf, type Place } from "./place.ts"

/**
 * Interpreters and virtual machines that no package manager installed, each told by a small file that it always brings.
 * The CHANGELOG.md beside Node is none: it lists the releases of every line there is. Nginx has none at all.
 */
interface Runtime {
  readonly name: string
  readonly file: string
  /** What the root-relative path must be. */
  readonly path: RegExp
  /** The version, `""` where the text does not say. */
  readonly version: (text: string) => string
  /** Files and folders that are its own, from the folder of the file; `$1` is what the path's first group holds. */
  readonly folders?: readonly string[]
  readonly files?: readonly string[]
  /** What all that tells of it has in common, likewise. */
  readonly key: string
}

const define = (text: string, name: string): string =>
  new RegExp(`^#define ${name}[ \\t]+"?([0-9][^"\\s]*)`, "m").exec(text)?.[1] ?? ""

/** `1.2.3`; `""` where a part is not known. */
const dotted = (parts: readonly string[]): string => (parts.includes("") ? "" : parts.join("."))

const TOLD: readonly Runtime[] = [
  {
    name: "node",
    file: "node_version.h",
    path: /(?:^|\/)include\/node\/node_version\.h$/,
    version: (text) => dotted(["MAJOR", "MINOR", "PATCH"].map((part) => define(text, `NODE_${part}_VERSION`))),
    folders: ["."],
    files: ["../../bin/node"],
    key: "../../bin/node",
  },
  {
    name: "python",
    file: "patchlevel.h",
    path: /(?:^|\/)include\/(python\d\.\d+)[a-z]*\/patchlevel\.h$/,
    version: (text) => define(text, "PY_VERSION").replace(/\+$/, ""),
    folders: ["."],
    key: "../../lib/$1",
  },
  {
    name: "ruby",
    file: "rbconfig.rb",
    path: /^((?:.*\/)?ruby\/\d[^/]*)\/(?:[^/]+\/)?rbconfig\.rb$/,
    version: (text) =>
      dotted(
        ["MAJOR", "MINOR", "TEENY"].map(
          (part) => new RegExp(`^\\s*CONFIG\\["${part}"\\] = "(\\d+)"`, "m").exec(text)?.[1] ?? "",
        ),
      ),
    // Its standard library lies around the file or one folder up; in both cases gems lie elsewhere.
    folders: ["/$1"],
    key: "/$1",
  },
  {
    name: "php",
    file: "php_version.h",
    path: /(?:^|\/)include\/php\/(?:[^/]+\/)?main\/php_version\.h$/,
    version: (text) => define(text, "PHP_VERSION"),
    folders: [".."],
    key: "..",
  },
  {
    name: "java",
    file: "release",
    path: /\/release$/,
    version: (text) => /^JAVA_VERSION="([0-9][^"]*)"/m.exec(text)?.[1] ?? "",
    folders: ["."],
    key: ".",
  },
  {
    name: "go",
    file: "VERSION",
    path: /(?:^|\/)go\/VERSION$/,
    version: (text) => /^go(\d[0-9.a-z]*)/.exec(text)?.[1] ?? "",
    folders: ["."],
    key: ".",
  },
  {
    name: "postgresql",
    file: "pg_config.h",
    path: /(?:^|\/)include\/postgresql\/(?:\d+\/)?server\/pg_config\.h$/,
    version: (text) => define(text, "PG_VERSION"),
    key: ".",
  },
]

const MOST = 256 * KiB

const told = ({ name, file, path, version, folders = [], files = [], key }: Runtime): Manifest => ({
  names: [file],
  probe: reads({
    what: `the version of ${name}`,
    most: MOST,
    // Other programs have files of these names too, of any length.
    isIn: (place) => place.size <= MOST && path.test(place.path) && !isFixture(place.path),
    read: (content, place) => {
      const said = word(version(content.toString("utf8")))
      if (said === "") return []
      const group = path.exec(place.path)?.[1] ?? ""
      const at = (relative: string): string =>
        from(
          parentOf(place.path),
          relative.replace("$1", () => group),
        )
      return [{ type: "generic", name, version: said, key: at(key), files: files.map(at), folders: folders.map(at) }]
    },
  }),
})

const LIBRARY = /(?:^|\/)lib\/python(\d\.\d+)\/os\.py$/

/** Python without its headers: the folder of its standard library tells all but the last number. */
function pythonLibrary({ path }: Place): PackageRecord[] {
  const folder = from(parentOf(path), ".")
  const version = LIBRARY.exec(path)?.[1] ?? ""
  return [{ type: "generic", name: "python", version, key: folder, folders: [folder], standing: "guess" }]
}

/** What .NET calls its frameworks, and what people call them. */
const DOTNET: Readonly<Record<string, string>> = {
  "Microsoft.NETCore.App": "dotnet",
  "Microsoft.AspNetCore.App": "aspnetcore",
  sdk: "dotnet-sdk",
}

const DOTNET_VERSION = /\/(?:shared\/(Microsoft\.(?:NETCore|AspNetCore)\.App)|(sdk))\/(\d[^/]*)\/\.version$/

/** Each version of .NET lies in a folder of its own, named by it. */
function dotnet({ path }: Place): PackageRecord[] {
  const [, framework, sdk, version = ""] = DOTNET_VERSION.exec(`/${path}`) ?? []
  const folder = from(parentOf(path), ".")
  const name = DOTNET[framework ?? sdk ?? ""] ?? "dotnet"
  return [{ type: "generic", name, version: word(version), key: folder, folders: [folder] }]
}

export const RUNTIMES: readonly Manifest[] = [
  ...TOLD.map(told),
  { names: ["os.py"], probe: namedOnly(({ path }) => LIBRARY.test(path) && !isFixture(path), pythonLibrary) },
  { names: [".version"], probe: namedOnly(({ path }) => DOTNET_VERSION.test(`/${path}`), dotnet) },
]

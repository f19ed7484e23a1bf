import type { PackageRecord } from "../../model/index.ts"
import { asObject, type Json, keysOf, parseObject, word } from "./json.ts"
import { type Manifest, MiB, reads } from "./manifest.ts"
import { absolute, isFixture, nameOf, parentOf, type Place } from "./place.ts"

const MODULES = "node_modules"

/** Where pnpm, npm's linked strategy, Yarn's pnpm linker and Bun keep each version once: `.pnpm/NAME@VERSION/node_modules/NAME`. */
const STORES = new Set([".pnpm", ".store", ".bun"])

/**
 * The name by which a folder is found, where it is a package's: from the first `node_modules` on, the path must be made
 * of packages alone, for a package's own tests may hold folders of that name. Null for every other folder.
 * nodejs.org/api/modules.html#loading-from-node_modules-folders
 */
function packageFolder(folder: string): string | null {
  const parts = folder.split("/")
  let at = parts.indexOf(MODULES)
  let name: string | null = null
  while (at >= 0 && at < parts.length) {
    if (parts[at] !== MODULES) return null
    if (STORES.has(parts[at + 1] ?? "")) {
      // Yarn has the package itself beside its dependencies: `.store/ID/package`.
      if (parts[at + 3] === "package" && at + 4 === parts.length) return parts[at + 2] ?? null
      at += 3
      continue
    }
    const length = parts[at + 1]?.startsWith("@") ? 2 : 1
    name = parts.slice(at + 1, at + 1 + length).join("/")
    if (at + length >= parts.length || name.startsWith(".")) return null
    at += 1 + length
  }
  return name
}

/** Folders of which no application is started: other people's packages, managers' caches. */
const NO_APPLICATIONS =
  /(?:^|\/)(?:usr\/(?:lib|share)|usr\/local\/(?:lib|share)|proc|sys|site-packages|dist-packages|gems|vendor|bower_components|docs?|examples?|templates?|tests?|\.[^/]*)\//

const isInstalled = (path: string): boolean => path.includes(`${MODULES}/`)

function readManifest(content: Buffer, { path }: Place): readonly PackageRecord[] | string {
  const manifest = parseObject(content)
  if (!isInstalled(path)) return manifest === null ? [] : application(manifest, path)
  if (manifest === null) return "is no JSON object"
  const folder = parentOf(path)
  const known = packageFolder(folder) ?? ""
  const version = word(manifest["version"])
  const name = word(manifest["name"]) || (version === "" ? "" : known)
  if (name === "") return []
  return [
    {
      ...requirements(manifest),
      type: "npm",
      name,
      version,
      key: absolute(folder),
      folders: [absolute(folder)],
      // An alias is found by its folder's name only.
      ...(name === known ? {} : { provides: [known] }),
    },
  ]
}

const NEEDED = ["dependencies", "optionalDependencies", "peerDependencies", "peerDependenciesMeta"]

const requirements = (manifest: Json): Pick<PackageRecord, "requires" | "requiresForDevelopment"> => ({
  // Peers may be optional, and then be named by what is said of them alone; whoever uses one needs it.
  requires: keysOf(...NEEDED.map((key) => manifest[key])),
  requiresForDevelopment: keysOf(manifest["devDependencies"]),
})

/** Most manifests that lie about say only how the files beside them are to be read: they have neither a name nor dependencies. */
function application(manifest: Json, path: string): PackageRecord[] {
  const { requires = [], requiresForDevelopment = [] } = requirements(manifest)
  const name = word(manifest["name"])
  if (requires.length + requiresForDevelopment.length === 0 && (name === "" || word(manifest["version"]) === ""))
    return []
  return [
    {
      type: "npm",
      name: name || nameOf(parentOf(path)) || "package.json",
      version: word(manifest["version"]),
      key: absolute(parentOf(path)),
      files: [absolute(path)],
      requires: [...new Set([...requires, ...startsWith(manifest, requiresForDevelopment)])],
      requiresForDevelopment,
      isApplication: true,
    },
  ]
}

const START = ["start", "start:prod", "start:production", "prod", "serve"]

/** Which of these packages the application is started with: it needs them to run, whatever list they stand in. */
function startsWith(manifest: Json, names: readonly string[]): string[] {
  const scripts = asObject(manifest["scripts"])
  const text = START.map((name) => scripts?.[name])
    .filter((script) => typeof script === "string")
    .join(" ")
    .slice(0, 4000)
  const words = new Set(text.split(/[\s"'`;&|()=]+/))
  return names.filter((name) => words.has(name) || [...words].some((each) => each.startsWith(`${name}/`)))
}

/** `node_modules/.package-lock.json`: what npm installed beside it, and why. docs.npmjs.com, package-lock.json. */
function readLock(content: Buffer, { path }: Place): readonly PackageRecord[] | string {
  const lock = parseObject(content)
  const packages = asObject(lock?.["packages"])
  // Before npm 7 there was none, and what another program keeps under this name is its own affair.
  if (packages === null) return lock === null ? "is no JSON object" : []
  const root = parentOf(parentOf(path))
  const records: PackageRecord[] = []
  for (const [key, value] of Object.entries(packages)) {
    if (records.length >= MOST_LOCKED) return `names more than ${MOST_LOCKED} packages`
    const entry = asObject(value)
    if (entry?.["dev"] !== true || !key.includes(`${MODULES}/`) || key.includes("/../")) continue
    const folder = root === "" ? key : `${root}/${key}`
    const name = packageFolder(folder)
    if (name === null) continue
    records.push({
      type: "npm",
      name,
      version: word(entry["version"]),
      key: absolute(folder),
      isForDevelopment: true,
      standing: "addition",
    })
  }
  return records
}

const MOST_LOCKED = 100_000

export const NPM: readonly Manifest[] = [
  {
    names: ["package.json"],
    probe: reads({
      what: "npm's package.json",
      most: MiB,
      isIn: ({ path }) =>
        isInstalled(path)
          ? packageFolder(parentOf(path)) !== null && !isFixture(path)
          : !NO_APPLICATIONS.test(path) && !isFixture(path),
      read: readManifest,
    }),
  },
  {
    names: [".package-lock.json"],
    probe: reads({
      what: "npm's list of installed packages",
      most: 64 * MiB,
      isIn: ({ path }) =>
        nameOf(parentOf(path)) === MODULES && path.indexOf(MODULES) === path.lastIndexOf(MODULES) && !isFixture(path),
      read: readLock,
    }),
  },
]

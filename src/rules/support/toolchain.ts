import type { File, Filesystem, Image } from "../../model/index.ts"
import { cacheOf } from "./caches.ts"
import { hasDebianPackage } from "./packages.ts"
import { clean, isVendored, join, nameOf, parentOf } from "./paths.ts"
import { survey } from "./survey.ts"
import { ownersOf, type ToolOwners } from "./tool-owners.ts"
import type { Tool } from "./tool.ts"
import type { ToolKind } from "./tools.ts"
import { TOOLS } from "./tools.ts"
import { expand } from "./tree.ts"

/** A tool that is in an image. */
export interface FoundTool extends ToolOwners {
  readonly kind: ToolKind
  readonly tool: Tool
  /** The file that proves it: a program, where there is one. */
  readonly file: File
  /** As its file or folder is called; `""` where that says none. */
  readonly version: string
  /** The Debian package that brought it, where only its name is known; else `""`. */
  readonly debianPackage: string
  /** Files and folders that are there because of it. */
  readonly paths: readonly string[]
}

const DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
const SHARED_PREFIXES = new Set(["/", "/usr", "/usr/local"])
const INSTALLED = /^\/(?:usr|opt|root|home|nix|s?bin)\/(?:.*\/)?[^/]+$/
/** Not the digits of `x86_64`. */
const VERSION = /(?<=^|[-v])[0-9]+(?:[.][0-9]+){0,3}/

/** The folder that a program's tool has to itself, where it is one of those that come so. */
function homeOf(files: Filesystem, tool: Tool, program: string): string | undefined {
  const folder = parentOf(program)
  const homes = ["bin", "sbin"].includes(nameOf(folder)) ? [parentOf(folder)] : [folder]
  return homes.find(
    (home) =>
      !SHARED_PREFIXES.has(home) &&
      files.get(`${home}/pyvenv.cfg`) === undefined &&
      files.get(`${home}/conda-meta`) === undefined &&
      tool.home?.some((mark) => expand(files, `${home}/${mark}`).length > 0),
  )
}

/** A package's own package manager data and what a package bundles are not installed for people to call. */
const isBundled = (path: string): boolean => {
  const first = path.indexOf("/node_modules/")
  return first < 0 ? isVendored(path) : path.includes("/node_modules/", first + 1)
}

const MANY_NAMED = ["/bin/busybox", "/usr/bin/busybox", "/busybox/busybox", "/bin/toybox", "/usr/bin/toybox"]

/** True for two names of one file, and for a copy of it. */
function isSame({ layers }: Image, one: File, other: File): boolean {
  if (one.layer === other.layer && one.row === other.row) return true
  const hash = ({ layer, row }: File): number => layers[layer]?.listing?.hashes[row] ?? 0
  return one.size === other.size && hash(one) === hash(other) && hash(one) !== 0
}

/** What decides whether a program is installed for people to call. */
interface Surroundings {
  /** Folders of PATH. */
  readonly searched: ReadonlySet<string>
  /** Programs of which each is one file under hundreds of names. */
  readonly manyNamed: readonly File[]
}

function isInstalled(file: File, tool: Tool, home: string | undefined, searched: ReadonlySet<string>): boolean {
  if (isBundled(file.path) || cacheOf(file.path) !== undefined) return false
  if (home !== undefined) return true
  if (tool.needsHome || isVendored(file.path)) return false
  const folder = parentOf(file.path)
  return searched.has(folder) || (/^s?bin$/.test(nameOf(folder)) && INSTALLED.test(file.path))
}

function find(image: Image, kind: ToolKind, tool: Tool, { searched, manyNamed }: Surroundings): FoundTool | undefined {
  const { files } = image
  const paths = new Set<string>()
  const programs: File[] = []
  const versions = new Set<string>()
  for (const name of tool.programs)
    for (const file of survey(image).programs.get(name) ?? []) {
      const home = homeOf(files, tool, file.path)
      if (manyNamed.some((other) => isSame(image, file, other))) continue
      if (!isInstalled(file, tool, home, searched)) continue
      programs.push(file)
      paths.add(file.path)
      if (home) for (const part of partsOf(files, tool, home)) paths.add(part)
      const version = versionOf(file.path, home)
      if (version) versions.add(version)
    }
  for (const { file, home } of homesOf(image, tool)) {
    programs.push(file)
    for (const part of partsOf(files, tool, home)) paths.add(part)
    const version = VERSION.exec(nameOf(home))
    if (version) versions.add(version[0])
  }
  for (const mark of tool.marks ?? [])
    for (const path of expand(files, mark)) {
      const file = files.get(path)
      if (!file) continue
      programs.push(file)
      const version = VERSION.exec(nameOf(parentOf(path)))
      if (version) versions.add(version[0])
    }
  const [file] = programs
  if (!file) return undefined
  for (const tree of tool.trees ?? []) for (const path of expand(files, tree)) paths.add(path)
  return {
    kind,
    tool,
    file,
    version: [...versions].toSorted().join(", "),
    ...ownersOf(image, tool, programs),
    debianPackage: packageOf(image, tool, programs),
    paths: [...paths],
  }
}

/** What of a tool's own folder is there because of it. */
const partsOf = (files: Filesystem, { parts }: Tool, home: string): readonly string[] =>
  parts?.flatMap((part) => (part.includes("*") ? expand(files, join(home, part)) : [join(home, part)])) ?? [home]

/** Folders that a tool has to itself and that no program leads to, each with the file or folder that proves it. */
function homesOf(
  { files, config }: Image,
  { homes = [], homeVariables = [], home = [] }: Tool,
): readonly { file: File; home: string }[] {
  const named = config.run.env.flatMap(({ name, value }) =>
    homeVariables.includes(name) && value.startsWith("/") && !value.includes("*") ? [clean(value)] : [],
  )
  const folders = new Set([...homes, ...named].flatMap((pattern) => expand(files, pattern)))
  return [...folders].flatMap((folder) => {
    const proof = SHARED_PREFIXES.has(folder) ? [] : home.flatMap((mark) => expand(files, join(folder, mark)))
    const file = proof[0] === undefined ? undefined : files.get(proof[0])
    return file === undefined ? [] : [{ file, home: folder }]
  })
}

function versionOf(program: string, home: string | undefined): string {
  const name = nameOf(program)
  const suffix = /-([0-9]+(?:[.][0-9]+){0,3})$/.exec(name)
  return suffix?.[1] ?? VERSION.exec(nameOf(home ?? ""))?.[0] ?? ""
}

function packageOf(image: Image, tool: Tool, programs: readonly File[]): string {
  const names = [...(tool.packages ?? []), ...programs.map(({ path }) => nameOf(path)), ...tool.programs]
  const bare = programs.map(({ path }) => /linux-gnu[a-z0-9]*-(.+)$/.exec(nameOf(path))?.[1] ?? "")
  return [...bare, ...names].find((name) => hasDebianPackage(image, name)) ?? ""
}

const tools = new WeakMap<Image, readonly FoundTool[]>()

/** The known tools that are in an image, in the order of the table. Worked out once per image. */
export function findTools(image: Image): readonly FoundTool[] {
  const known = tools.get(image)
  if (known) return known
  const path = image.config.run.env.findLast(({ name }) => name === "PATH")?.value ?? DEFAULT_PATH
  const searched = new Set(path.split(":").filter((folder) => folder.startsWith("/")))
  const manyNamed = MANY_NAMED.flatMap((name) => image.files.resolve(name) ?? [])
  const found = TOOLS.flatMap(([kind, all]) =>
    all.flatMap((tool) => find(image, kind, tool, { searched, manyNamed }) ?? []),
  )
  tools.set(image, found)
  return found
}

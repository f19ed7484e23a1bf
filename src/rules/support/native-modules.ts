import type { Image } from "../../model/index.ts"
import { foreignFiles, type ForeignFile } from "./foreign-files.ts"
import { join } from "./paths.ts"

/** A package whose native code is for systems alone that the image is not for. */
export interface ForeignPackage {
  /** `bcrypt`, `@esbuild`. */
  readonly name: string
  /** The folder into which its manager installs: `/app/node_modules`. */
  readonly root: string
  readonly manager: "npm" | "pip" | "gem"
  /** One of its files. */
  readonly file: ForeignFile
}

/** Where a module is loaded from, and what else would serve in its place. */
interface Place {
  readonly name: string
  readonly root: string
  readonly manager: ForeignPackage["manager"]
  /** One module with this key that fits is enough. */
  readonly key: string
}

const LONGEST = 4096
const MODULES = "/node_modules/"
/** Where installers put the one module that they built or fetched for the machine they ran on. Anywhere else lie modules for all systems, of which one is chosen at run time. */
const INSTALLED = /\/build\/(?:Release|Debug)\/|\/lib\/binding\/|\/compiled\//
/** Prisma's engines stand side by side, one for each platform that was asked for. */
const ENGINES = new Set([".prisma/client", "@prisma/engines"])

const SYSTEMS = new Set(
  "darwin macos osx mac win32 windows win linux freebsd openbsd netbsd android sunos aix".split(" "),
)
const PROCESSORS = new Set(
  "x64 arm64 ia32 x86 x86_64 amd64 aarch64 arm armv7 32 64 386 ppc64 ppc64le s390x riscv64 loong64 mips64el universal".split(
    " ",
  ),
)

/** `@img/sharp` for `@img/sharp-darwin-arm64`: what several packages are, each for one system; undefined for other packages. */
function familyOf(name: string): string | undefined {
  const parts = name.split(/([-/])/)
  for (let at = 2; at + 2 < parts.length; at += 2)
    if (SYSTEMS.has(parts[at]!) && PROCESSORS.has(parts[at + 2]!)) return parts.slice(0, at - 1).join("")
  return undefined
}

/** The part of a path that names an npm package: `bcrypt`, `@img/sharp-darwin-arm64`. */
function packageName(rest: string): string {
  const [first = "", second = ""] = rest.split("/", 2)
  return first.startsWith("@") || first === ".prisma" ? `${first}/${second}` : first
}

function npmPlace(path: string): Place | null {
  const at = path.lastIndexOf(MODULES)
  if (at < 0) return null
  // pnpm and nested packages have many such folders; the outermost is the one that was copied.
  const root = path.slice(0, path.indexOf(MODULES) + MODULES.length - 1)
  const rest = path.slice(at + MODULES.length)
  const name = packageName(rest)
  const family = familyOf(name)
  if (family !== undefined) return { name: family, root, manager: "npm", key: `${root} ${family}` }
  if (!path.endsWith(".node")) return null
  if (ENGINES.has(name)) return { name, root, manager: "npm", key: `${root} ${name}` }
  const installed = INSTALLED.exec(rest)
  if (installed === null) return null
  const folder = rest.slice(0, installed.index + installed[0].length)
  return { name, root, manager: "npm", key: path.slice(0, at + MODULES.length) + folder }
}

/** Extension modules as CPython and PyPy name them; other libraries beside them may be for any system. */
const EXTENSION = /[.](?:cpython-[^/]*|pypy[^/]*|abi3)[.]so$|[.]pyd$/
const PYTHON = /^(.*\/(?:site|dist)-packages)\/([^/]+)/
/** They attach to processes of any system. */
const DEBUGGERS = new Set(["debugpy", "pydevd", "ptvsd", "_pydevd_bundle", "_pydevd_frame_eval"])

function pythonPlace(path: string): Place | null {
  if (!EXTENSION.test(path)) return null
  const [, root = "", first = ""] = PYTHON.exec(path) ?? []
  const name = first.split(".", 1)[0] ?? ""
  return name === "" || DEBUGGERS.has(name) ? null : { name, root, manager: "pip", key: `${root} ${name}` }
}

/** `.bundle` is what macOS has where Linux has `.so`. */
const GEM = /^(.*\/gems)\/([^/]+?)-\d[^/]*\//

function gemPlace(path: string): Place | null {
  if (!path.endsWith(".bundle") && !path.endsWith(".so")) return null
  const [, root = "", name = ""] = GEM.exec(path) ?? []
  return name === "" ? null : { name, root, manager: "gem", key: `${root} ${name}` }
}

const placeOf = (path: string): Place | null =>
  path.length > LONGEST ? null : (npmPlace(path) ?? pythonPlace(path) ?? gemPlace(path))

/** Sorted by root and name. */
export function foreignPackages(image: Image): readonly ForeignPackage[] {
  const { foreign, fitting } = foreignFiles(image)
  const found = new Map<string, ForeignPackage>()
  for (const file of foreign) {
    const place = placeOf(file.path)
    // Gems keep libraries for other processors beside their own.
    if (place === null || found.has(place.key) || (place.manager === "gem" && !file.path.endsWith(".bundle"))) continue
    found.set(place.key, { name: place.name, root: place.root, manager: place.manager, file })
  }
  if (found.size > 0) for (const path of fitting) found.delete(placeOf(path)?.key ?? "")
  return [...found.values()]
    .filter(({ root, name }) => !hasWebAssembly(image, root, name))
    .toSorted((a, b) => compare(a.root, b.root) || compare(a.name, b.name) || compare(a.file.path, b.file.path))
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** True where one package of a family runs on all systems: `@img/sharp-wasm32`. */
function hasWebAssembly({ files }: Image, root: string, family: string): boolean {
  const [scope = "", name = ""] = family.startsWith("@") ? family.split("/") : ["", family]
  const siblings = files.list(scope === "" ? root : join(root, scope)) ?? []
  return siblings.some((sibling) => sibling.startsWith(name) && sibling.slice(name.length).includes("wasm"))
}

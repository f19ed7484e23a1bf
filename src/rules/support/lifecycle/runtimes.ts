import type { File, Image, Package } from "../../../model/index.ts"
import { EntryType } from "../../../model/index.ts"
import { environmentOf } from "../environment.ts"
import { readText } from "../read-text.ts"
import { OFFICIAL, PACKAGES } from "./runtime-table.ts"

/** A runtime or server that is in an image. */
export interface Runtime {
  /** Id of its product in the lifecycle data. */
  readonly product: string
  /** As written where it was found. */
  readonly version: string
  /** Absolute path of what shows that it is there. */
  readonly path: string
  readonly layer: number
  /** True for a package of the distribution, which mends it as long as it mends itself. */
  readonly isDistributions: boolean
}

const LONGEST_VERSION = 80
const NUMBERS = /^(?:[a-z]{1,12}[-_]?)?(\d{1,6}(?:\.\d{1,6}){0,3})/i

/** The numbers that a version begins with: `17.0.9` of `jdk-17.0.9+9`, `8` of `jdk8u392-b08`. Null where there are none. */
export const numbersOf = (version: string): string | null =>
  NUMBERS.exec(version.slice(0, LONGEST_VERSION).replace(/^\d{1,3}:/, ""))?.[1] ?? null

const known = new WeakMap<Image, readonly Runtime[]>()

/** Every runtime that files and packages of an image show, each version of a product once, sorted. Rules that use this `reads` RUNTIME_READS. */
export function runtimesOf(image: Image): readonly Runtime[] {
  const before = known.get(image)
  if (before !== undefined) return before
  const found = new Map<string, Runtime>()
  for (const runtime of [...fromOfficialImages(image), ...fromPackages(image)]) {
    // What its own maker built and what the distribution built are two, even where they have one number.
    const key = JSON.stringify([runtime.product, numbersOf(runtime.version), runtime.isDistributions])
    if (!found.has(key)) found.set(key, runtime)
  }
  const runtimes = [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, runtime]) => runtime)
  known.set(image, runtimes)
  return runtimes
}

/** What the images of a runtime's makers hold: a variable says the version, or better a file does, and a program shows that it is there. */
function* fromOfficialImages(image: Image): Iterable<Runtime> {
  for (const { product, variable, versionFile, programs, folder } of OFFICIAL) {
    const said = versionFile === undefined ? null : versionFromFile(image, versionFile.path, versionFile.pattern)
    const version = said ?? (variable === undefined ? null : (environmentOf(image).get(variable)?.value ?? null))
    const numbers = version === null ? null : numbersOf(version)
    if (version !== null && numbers !== null) {
      const file = firstFile(image, programs(numbers.split(".")))
      const owner = file === undefined ? undefined : image.inventory.ownerOf(file.path)
      // A variable of that name, and the distribution's own package: the package says what it is.
      if (file !== undefined && (owner === undefined || !isDistributions(image, owner)))
        yield { product, version, path: file.path, layer: file.layer, isDistributions: false }
    }
    for (const name of folder === undefined ? [] : (image.files.list(folder) ?? []).slice(0, 100)) {
      const held = image.files.get(`${folder}/${name}`)
      if (held?.type === EntryType.directory && numbersOf(name) !== null)
        yield { product, version: name, path: held.path, layer: held.layer, isDistributions: false }
    }
  }
}

function versionFromFile(image: Image, path: string, pattern: RegExp): string | null {
  const match = pattern.exec(readText(image, path)?.slice(0, 8192) ?? "")
  return match === null ? null : match.slice(1).filter(Boolean).join(".")
}

function firstFile(image: Image, paths: readonly string[]): File | undefined {
  for (const path of paths) {
    const file = image.files.resolve(path)
    if (file?.type === EntryType.file) return file
  }
  return undefined
}

function* fromPackages(image: Image): Iterable<Runtime> {
  for (const one of image.inventory.packages) {
    const product = productOf(one)
    if (product === null || numbersOf(one.version) === null) continue
    const { version, path, layer } = one
    yield { product, version, path, layer, isDistributions: isDistributions(image, one) }
  }
}

const SYSTEM_TYPES = new Set(["deb", "apk", "rpm"])
/** Builds that a runtime's own makers package for a distribution: NodeSource, PostgreSQL, MariaDB, MySQL, nginx. */
const OWN_BUILD = /nodesource|pgdg|\+maria~|~(?:bookworm|bullseye|buster|trixie|focal|jammy|noble)$/

/** Where distributions put what they package; a file of a runtime there is theirs even where no package claims it. */
const DISTRIBUTIONS_PLACES = /^\/usr\/(?:lib|lib64|libexec|include|share)\//

function isDistributions(image: Image, { type, name, version, path }: Package): boolean {
  if (type === "generic") {
    const owner = image.inventory.ownerOf(path)
    return DISTRIBUTIONS_PLACES.test(path) || (owner !== undefined && SYSTEM_TYPES.has(owner.type))
  }
  if (!SYSTEM_TYPES.has(type) || OWN_BUILD.test(version) || name.startsWith("mysql-community-")) return false
  return !(name === "nginx" && type === "apk" && version === nginxBuild(image))
}

/** The package that nginx's own image for Alpine installs, whose version looks like Alpine's. */
function nginxBuild(image: Image): string | null {
  const [version, release] = ["NGINX_VERSION", "PKG_RELEASE"].map((name) => environmentOf(image).get(name)?.value)
  return version === undefined || release === undefined ? null : `${version}-r${release}`
}

function productOf({ type, name }: Package): string | null {
  if (type === "generic") return PACKAGES.generic.get(name.toLowerCase()) ?? null
  if (!SYSTEM_TYPES.has(type)) return null
  const bare = name.replace(/[-]?\d{1,2}(?:\.\d{1,2})?(?=-|$)/, "")
  return PACKAGES.system.get(bare) ?? null
}

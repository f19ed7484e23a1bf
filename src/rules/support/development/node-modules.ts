import { groupBy, type Image, type Package } from "../../../model/index.ts"
import { isWithin, parentOf } from "../paths.ts"
import type { Development } from "./packages.ts"

const MODULES = "/node_modules/"

/** So many steps from package to package are enough for any application; beyond it nothing is said. */
const MOST_STEPS = 1_000_000

/** The folder of the outermost `node_modules` around a package; null where it lies in none. */
function rootOf({ path }: Package): string | null {
  const at = path.indexOf(MODULES)
  return at < 0 ? null : path.slice(0, at) || "/"
}

/**
 * What only development needs, for each application whose packages lie beside it. npm notes that itself; for others it is
 * what devDependencies lead to and dependencies do not. `isStarted`: whether the container starts a package by this name.
 */
export function developmentModules(image: Image, isStarted: (name: string) => boolean): Development[] {
  const all = image.inventory.packages.filter(({ type }) => type === "npm")
  const roots = groupBy(all, rootOf)
  const applications = all.filter(({ isApplication }) => isApplication)
  const graph = new Graph(image, all)
  const found: Development[] = []
  for (const [folder, installed] of roots) {
    // The packages of a workspace's members lie in the outermost folder.
    const own = applications.filter((each) => isWithin(parentOf(each.path), folder))
    const started = installed.filter(({ name }) => isStarted(name))
    const runtime = graph.reach([...started, ...own.flatMap((each) => graph.from(each, each.requires))])
    const development =
      image.files.get(`${folder === "/" ? "" : folder}${MODULES}.package-lock.json`) === undefined
        ? graph.reach(own.flatMap((each) => graph.from(each, each.requiresForDevelopment)))
        : new Set(installed.filter(({ isForDevelopment }) => isForDevelopment))
    if (runtime === null || development === null) continue
    const packages = installed.filter((each) => development.has(each) && !runtime.has(each))
    if (packages.length > 0) found.push({ folder, packages })
  }
  return found
}

/** Which package finds which. */
class Graph {
  readonly #image: Image
  readonly #byPath: ReadonlyMap<string, Package>
  #steps = 0

  constructor(image: Image, packages: readonly Package[]) {
    this.#image = image
    this.#byPath = new Map(packages.map((each) => [each.path, each]))
  }

  /** The packages that these names lead to from another one. */
  from({ path }: Package, names: readonly string[]): Package[] {
    const folders = foldersAbove(parentOf(path))
    return names.flatMap((name) => this.#find(folders, name) ?? [])
  }

  /** All that is needed by these packages, themselves too; null where there are too many to follow. */
  reach(packages: readonly Package[]): ReadonlySet<Package> | null {
    const reached = new Set(packages)
    for (const each of reached)
      // What another application of the repository needs is told of itself.
      if (!each.isApplication) for (const next of this.from(each, each.requires)) reached.add(next)
    return this.#steps > MOST_STEPS ? null : reached
  }

  #find(folders: readonly string[], name: string): Package | undefined {
    for (const folder of folders) {
      if (++this.#steps > MOST_STEPS) return undefined
      const file = this.#image.files.resolve(`${folder}${MODULES}${name}/package.json`)
      if (file !== undefined) return this.#byPath.get(file.path)
    }
    return undefined
  }
}

/** Folders in whose `node_modules` Node looks, from the inside out, `""` for the root. nodejs.org/api/modules.html#all-together */
function foldersAbove(folder: string): string[] {
  const found: string[] = []
  for (let at = folder === "/" ? "" : folder; ; at = at.slice(0, at.lastIndexOf("/"))) {
    if (!at.endsWith("/node_modules")) found.push(at)
    if (at === "") return found
  }
}

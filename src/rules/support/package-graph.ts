import type { Image, Package } from "../../model/index.ts"
import { SYSTEM_TYPES } from "../../model/index.ts"
import { packagesInUse } from "./packages-in-use.ts"

/** What an image's system packages need of each other. */
interface Graph {
  readonly needs: ReadonlyMap<Package, ReadonlySet<Package>>
  readonly neededBy: ReadonlyMap<Package, ReadonlySet<Package>>
  /** The base system, and what the image's own files use. */
  readonly used: readonly Package[]
}

/**
 * Debian calls these essential: nothing says that it needs them, for everything may. Debian policy 3.8, and what makes
 * an Alpine or a Fedora.
 */
const ESSENTIAL = new Set(
  (
    "apk-tools apt base-files base-passwd bash bash-sh bsdutils busybox busybox-binsh ca-certificates ca-certificates-bundle coreutils dash debianutils " +
    "diffutils dpkg filesystem findutils glibc glibc-common grep gzip hostname init-system-helpers libc-bin libc6 login mount musl " +
    "ncurses-base ncurses-bin passwd perl-base rpm sed setup sysvinit-utils tar tzdata util-linux alpine-base alpine-baselayout " +
    "alpine-baselayout-data alpine-keys alpine-release dnf microdnf yum shadow-utils"
  ).split(" "),
)

/** A package that holds little more than its own records only names others: `gcc`, `build-essential`, apk's `.build-deps`. */
const META_BYTES = 100_000

const none: ReadonlySet<Package> = new Set()
const graphs = new WeakMap<Image, Graph>()

function graphOf(image: Image): Graph {
  const known = graphs.get(image)
  if (known) return known
  const packages = image.inventory.packages.filter(({ type }) => SYSTEM_TYPES.has(type))
  const byName = new Map<string, Package[]>()
  for (const each of packages)
    for (const name of new Set([each.name, ...each.provides])) {
      const key = `${each.type} ${name}`
      const same = byName.get(key)
      if (same) same.push(each)
      else byName.set(key, [each])
    }
  const needs = new Map(packages.map((each) => [each, new Set<Package>()]))
  const neededBy = new Map(packages.map((each) => [each, new Set<Package>()]))
  for (const each of packages)
    for (const name of each.requires)
      for (const other of byName.get(`${each.type} ${name}`) ?? ownerOf(image, each, name)) {
        if (other === each) continue
        needs.get(each)!.add(other)
        neededBy.get(other)?.add(each)
      }
  const used = [...packagesInUse(image), ...packages.filter(({ name }) => ESSENTIAL.has(name))]
  const graph: Graph = { needs, neededBy, used }
  graphs.set(image, graph)
  return graph
}

/** rpm and apk need files as well as names: `/bin/sh`. */
function ownerOf(image: Image, { type }: Package, name: string): readonly Package[] {
  const path = name.startsWith("/") ? image.files.resolve(name)?.path : undefined
  const owner = path === undefined ? undefined : image.inventory.ownerOf(path)
  return owner?.type === type ? [owner] : []
}

/** These and all that they lead to. */
function reach(from: Iterable<Package>, edges: ReadonlyMap<Package, ReadonlySet<Package>>): Set<Package> {
  const reached = new Set(from)
  for (const each of reached) for (const next of edges.get(each) ?? none) reached.add(next)
  return reached
}

/** What an image would lose with some packages. */
export interface Removal {
  /** The packages themselves and what only they need. */
  readonly packages: ReadonlySet<Package>
  /** Bytes of their files that a container sees. */
  readonly bytes: number
}

/**
 * Some system packages and what is there because of them alone: what they need, and neither the base system, nor a
 * package that stays, nor a file of the image's own. A package from a layer below theirs was there before: it counts
 * nothing, since who installed them did not bring it. A package that only names them goes with them.
 */
export function removalOf(image: Image, roots: Iterable<Package>): Removal {
  const { needs, neededBy, used } = graphOf(image)
  const own = new Set([...roots].filter((each) => needs.has(each)))
  const kept = reach(
    used.filter((each) => !own.has(each)),
    needs,
  )
  const first = Math.min(...[...own].map(({ layer }) => layer))
  const going = new Set(own)
  for (const each of going)
    for (const other of neededBy.get(each) ?? none) if (other.bytes <= META_BYTES) going.add(other)
  const gone = new Set(
    [...reach(own, needs)].filter((each) => own.has(each) || (!kept.has(each) && each.layer >= first)),
  )
  // What is kept keeps what it needs: until nothing more is.
  const pending = [...gone]
  for (let each = pending.pop(); each !== undefined; each = pending.pop()) {
    if (own.has(each) || !gone.has(each)) continue
    if ([...(neededBy.get(each) ?? none)].every((other) => gone.has(other) || going.has(other))) continue
    gone.delete(each)
    pending.push(...(needs.get(each) ?? none))
  }
  let bytes = 0
  for (const each of gone) bytes += each.bytes
  return { packages: gone, bytes }
}

/** True where an installed package that is more than a name for others needs one of these, and is none of them. */
export function areNeeded(image: Image, packages: readonly Package[]): boolean {
  const { neededBy } = graphOf(image)
  const own = new Set(packages)
  return [...reach(own, neededBy)].some((each) => !own.has(each) && each.bytes > META_BYTES)
}

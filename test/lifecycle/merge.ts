import type { LifecycleData, Product, Release } from "../../src/rules/support/lifecycle/types.ts"

type Dates = readonly [end: string, extendedEnd?: string]

/** What one file says of a product: ends by release. */
export type Releases = Readonly<Record<string, Dates>>

/** Java's LTS lines end on another day with each maker; the data has the others alone. */
const LEFT_OUT: ReadonlySet<string> = new Set(["8", "11", "17", "21", "25"].map((release) => `java ${release}`))
/** No image is older. */
const FIRST_DAY = "2014-01-01"
const RELEASE = /^\d+(?:\.\d+)?$/

/** True for a release that an image may hold, in the form that versions are looked up by. */
const isKept = (product: string, release: string, end: string): boolean =>
  RELEASE.test(release) && end >= FIRST_DAY && !LEFT_OUT.has(`${product} ${release}`)

const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/
const isDay = (value: unknown): value is string => typeof value === "string" && DAY.test(value)

interface Cycle {
  readonly [key: string]: unknown
}

/** A file of endoflife.date's API: a list of cycles, or `result.releases` as its version 1 has it. Cycles without an end are left out. */
export function fromEndOfLife(json: unknown): Releases {
  const list = Array.isArray(json) ? json : (json as { result: { releases: unknown[] } }).result.releases
  return Object.fromEntries(
    (list as Cycle[]).flatMap((cycle) => {
      const name = cycle["cycle"] ?? cycle["name"]
      const end = cycle["eol"] ?? cycle["eolFrom"]
      const extended = cycle["extendedSupport"] ?? cycle["eoesFrom"]
      if (typeof name !== "string" || !isDay(end)) return []
      return [[name, isDay(extended) && extended > end ? [end, extended] : [end]]]
    }),
  )
}

/** `debian.csv` or `ubuntu.csv` of Debian's package distro-info-data. */
export function fromDistroInfo(csv: string): Releases {
  const [head = [], ...rows] = csv
    .trim()
    .split("\n")
    .map((line) => line.split(","))
  const field = (row: readonly string[], name: string): string => row[head.indexOf(name)] ?? ""
  return Object.fromEntries(
    rows.flatMap((row) => {
      const end = field(row, "eol")
      const extended = field(row, "eol-lts") || field(row, "eol-legacy") || field(row, "eol-esm")
      const version = field(row, "version").replace(/ LTS$/, "")
      if (version === "" || !isDay(end)) return []
      return [[version, isDay(extended) && extended > end ? [end, extended] : [end]]]
    }),
  )
}

/** Compares releases by their numbers: 3.9 before 3.10. */
export function byRelease(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.split(".").map(Number))
  for (let at = 0; at < Math.max(left!.length, right!.length); at++) {
    const difference = (left![at] ?? -1) - (right![at] ?? -1)
    if (difference !== 0) return difference
  }
  return 0
}

/**
 * Data with what the files say of the products that it has. What a file no longer names stays: images do not forget it.
 * So does what had ended for good before the data's day: it was held against the pages of those who decide.
 */
export function merge(data: LifecycleData, files: ReadonlyMap<string, Releases>, asOf: string): LifecycleData {
  const products = data.products.map((product): Product => {
    const releases = new Map(product.releases.map((release) => [release[0], release]))
    for (const [name, [end, extended]] of Object.entries(files.get(product.id) ?? {})) {
      const [, knownEnd = data.asOf, knownExtended = ""] = releases.get(name) ?? []
      const isSettled = (knownExtended || knownEnd) < data.asOf
      if (isSettled || !isKept(product.id, name, end)) continue
      const later = [extended ?? "", knownExtended].toSorted().at(-1)!
      releases.set(name, later === "" || product.extended === undefined ? [name, end] : [name, end, later])
    }
    return { ...product, releases: [...releases.values()].toSorted(([a], [b]) => byRelease(a, b)) }
  })
  return { asOf, products: products.toSorted((a, b) => (a.id < b.id ? -1 : 1)) }
}

const spaced = (value: string | Release | readonly string[]): string => JSON.stringify(value).replaceAll('","', '", "')

/** The module that carries the data. */
export function moduleOf({ asOf, products }: LifecycleData): string {
  const blocks = products.map(({ releases, ...product }) => {
    const rows = releases.map((release) => `      ${spaced(release)},`)
    const fields = Object.entries(product).map(([key, value]) => `    ${key}: ${spaced(value)},`)
    return ["  {", ...fields, "    releases: [", ...rows, "    ],", "  },"].join("\n")
  })
  return `import type { LifecycleData } from "./types.ts"

/**
 * Facts, from the pages named and from endoflife.date, Debian's distro-info-data and node-releases; where two of them
 * differ, the page of those who decide counts, else the later day. \`npm run lifecycle\` brings it up to date.
 */
export const DATA: LifecycleData = {
  asOf: ${JSON.stringify(asOf)},
  products: [
${blocks.join("\n").replace(/^/gm, "  ")}
  ],
}
`
}

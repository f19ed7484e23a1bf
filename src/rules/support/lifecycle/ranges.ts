import satisfies from "semver/functions/satisfies.js"
import validRange from "semver/ranges/valid.js"
import type { Image } from "../../../model/index.ts"
import { goPrograms } from "./go-programs.ts"
import { OFFICIAL } from "./runtime-table.ts"
import { numbersOf, runtimesOf, type Runtime } from "./runtimes.ts"

const PRODUCTS: ReadonlySet<string> = new Set(OFFICIAL.map(({ product }) => product))

/** semver's own limit. */
const LONGEST = 256

/** Why nothing can be held against a range, as the rest of a sentence; null where it can. */
export function rangeProblem(product: string, range: string): string | null {
  if (!PRODUCTS.has(product)) return `it is none of ${[...PRODUCTS].join(", ")}`
  return range.length > LONGEST || validRange(range) === null ? "it is no range that SemVer knows" : null
}

/** Runtimes of a product whose version a range leaves out. What has fewer than three numbers is taken for the first of its line. */
export function* outsideOf(
  image: Image,
  product: string,
  range: string,
): Iterable<Pick<Runtime, "version" | "path" | "layer">> {
  for (const runtime of runtimesOf(image))
    if (runtime.product === product && !isWithin(runtime.version, range)) yield runtime
  if (product !== "go") return
  for (const { programs } of goPrograms(image))
    for (const program of programs) if (!isWithin(program.version, range)) yield program
}

function isWithin(version: string, range: string): boolean {
  const [major, minor = "0", patch = "0"] = (numbersOf(version) ?? "0").split(".").map((part) => String(Number(part)))
  return satisfies(`${major}.${minor}.${patch}`, range)
}

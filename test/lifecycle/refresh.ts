import { readdirSync, readFileSync } from "node:fs"
import { basename, join } from "node:path"
import { DATA } from "../../src/rules/support/lifecycle/data.ts"
import { fromDistroInfo, fromEndOfLife, merge, moduleOf, type Releases } from "./merge.ts"

// npm run lifecycle -- FOLDER YYYY-MM-DD > src/rules/support/lifecycle/data.ts
// FOLDER holds files named after products: endoflife.date's `api/NAME.json`, distro-info-data's `debian.csv` and `ubuntu.csv`.
// The day is the one on which they were fetched.

/** Products that endoflife.date calls otherwise. */
const NAMES: Readonly<Record<string, string>> = {
  "alpine-linux": "alpine",
  "amazon-linux": "amzn",
  "eclipse-temurin": "java",
  nodejs: "node",
  opensuse: "opensuse-leap",
  "oracle-linux": "ol",
  postgresql: "postgres",
  "rocky-linux": "rocky",
}

/** No image is older. */
const FIRST_DAY = "2014-01-01"

/** LTS lines of Java end on another day with each maker; the data has the others alone. */
const isKept = (product: string, release: string, end: string): boolean =>
  end >= FIRST_DAY && (product !== "java" || !["8", "11", "17", "21", "25"].includes(release))

const [folder, asOf] = process.argv.slice(2)
if (folder === undefined || asOf === undefined) throw new Error("npm run lifecycle -- FOLDER YYYY-MM-DD")
const files = new Map<string, Releases>()
for (const name of readdirSync(folder).toSorted()) {
  const [, stem = "", kind = ""] = /^(.+)\.(json|csv)$/.exec(basename(name)) ?? []
  const product = NAMES[stem] ?? stem
  const text = readFileSync(join(folder, name), "utf8")
  const releases = kind === "csv" ? fromDistroInfo(text) : kind === "json" ? fromEndOfLife(JSON.parse(text)) : null
  if (releases === null || !DATA.products.some(({ id }) => id === product)) {
    process.stderr.write(`${name}: left out\n`)
    continue
  }
  const kept = Object.entries(releases).filter(([release, [end]]) => isKept(product, release, end))
  files.set(product, { ...files.get(product), ...Object.fromEntries(kept) })
}
process.stdout.write(moduleOf(merge(DATA, files, asOf)))

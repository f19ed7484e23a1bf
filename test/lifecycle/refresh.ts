import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { DATA } from "../../src/rules/support/lifecycle/data.ts"
import { fromDistroInfo, fromEndOfLife, merge, moduleOf, type Releases } from "./merge.ts"

// npm run lifecycle [-- FOLDER]
// Fetches what is new, or takes it from files in FOLDER that are named as the last part of each address below, and
// writes the module anew. Nothing is written unless everything was read. Look through the difference before you commit it.
const MODULE = "src/rules/support/lifecycle/data.ts"

/** Products that endoflife.date calls otherwise. */
const NAMES: Readonly<Record<string, string>> = {
  alpine: "alpine-linux",
  amzn: "amazon-linux",
  java: "eclipse-temurin",
  node: "nodejs",
  ol: "oracle-linux",
  "opensuse-leap": "opensuse",
  postgres: "postgresql",
  rocky: "rocky-linux",
}
/** Products of Debian's package distro-info-data, which is nearer to those who decide. */
const DISTRO_INFO: ReadonlySet<string> = new Set(["debian", "ubuntu"])

const addressOf = (id: string): string =>
  DISTRO_INFO.has(id)
    ? `https://salsa.debian.org/debian/distro-info-data/-/raw/main/${id}.csv`
    : `https://endoflife.date/api/${NAMES[id] ?? id}.json`

const MOST_SECONDS = 30

async function textOf(address: string, folder: string | undefined): Promise<string> {
  if (folder !== undefined) return readFileSync(join(folder, address.slice(address.lastIndexOf("/") + 1)), "utf8")
  const response = await fetch(address, { signal: AbortSignal.timeout(MOST_SECONDS * 1000) })
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`.trim())
  return response.text()
}

/** What went wrong, from the cause that `fetch` wraps. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message : error.message
}

async function refresh(folder: string | undefined): Promise<void> {
  const found = new Map<string, Releases>()
  for (const { id } of DATA.products) {
    const address = addressOf(id)
    try {
      // oxlint-disable-next-line no-await-in-loop -- one after the other: the sites are other people's
      const text = await textOf(address, folder)
      const releases = DISTRO_INFO.has(id) ? fromDistroInfo(text) : fromEndOfLife(JSON.parse(text))
      if (Object.keys(releases).length === 0) throw new Error("it names no end")
      found.set(id, releases)
    } catch (error) {
      process.stderr.write(`${MODULE} was left as it is: ${address} could not be read (${reasonOf(error)}).\n`)
      process.exitCode = 1
      return
    }
  }
  writeFileSync(MODULE, moduleOf(merge(DATA, found, new Date().toISOString().slice(0, 10))))
  process.stderr.write(`${MODULE} was written: \`npm run format\`, then look through the difference.\n`)
}

await refresh(process.argv[2])

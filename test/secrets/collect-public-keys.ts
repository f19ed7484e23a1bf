import { lstatSync, readdirSync, readFileSync } from "node:fs"
import { join, relative } from "node:path"
import { readPem } from "../../src/secrets/proofs/pem.ts"
import { fingerprintOf } from "../../src/secrets/public-keys.ts"

// npm run --silent public-keys -- FOLDER... > list.ts && mv list.ts src/secrets/public-keys-list.ts: not at once, for it is bundled first.
// Each FOLDER is a root file system of packages that anybody can download: unpacked Debian packages, an `npm install`.
const BLOCK =
  /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:[^-]|-(?!----)){40,20000}-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g
/** Larger files are data; none of them has held a key. */
const LARGEST = 64 * 1024 * 1024
const MARK = "PRIVATE KEY"

function* files(folder: string): Generator<string> {
  for (const name of readdirSync(folder).toSorted()) {
    const path = join(folder, name)
    const stat = lstatSync(path)
    if (stat.isDirectory()) yield* files(path)
    else if (stat.isFile() && stat.size <= LARGEST) yield path
  }
}

/** Where the name of a package stands in a path, the surest first. */
const PACKAGES = [
  /(?:^|.*\/)node_modules\/((?:@[^/]+\/)?[^/]+)/,
  /\/(?:dist-packages|gems|golang\.org\/x|share\/doc)\/([^/]+)/,
  /^usr\/(?:lib|share)\/(?:[^/]*-linux-gnu\/)?([^/]+)/,
  /([^/]+)$/,
]
const packageOf = (path: string): string =>
  PACKAGES.map((pattern) => pattern.exec(path)?.[1]).find((name) => name !== undefined) ?? path

const found = new Map<string, string>()
for (const folder of process.argv.slice(2))
  for (const path of files(folder)) {
    const bytes = readFileSync(path)
    if (!bytes.includes(MARK)) continue
    for (const [block] of bytes.toString("latin1").matchAll(BLOCK)) {
      const key = readPem(block)
      const name = fingerprintOf(block)
      if (key === null || typeof key === "string" || found.has(name)) continue
      found.set(name, packageOf(relative(folder, path)))
    }
  }

const lines = [...new Set(found.values())].toSorted().map((name) => {
  const keys = [...found].filter(([, other]) => other === name).map(([key]) => key)
  return `  // ${name}\n  "${keys.toSorted().join(" ")}",`
})
process.stdout.write(`/**
 * Private keys that popular packages of Debian 12 and npm ship in their tests, samples and self tests, by
 * \`fingerprintOf\`. Made by test/secrets/collect-public-keys.ts; the package named is the first that has the key.
 */
const KEYS: readonly string[] = [
${lines.join("\n")}
]

export const PUBLIC_KEYS: ReadonlySet<string> = new Set(KEYS.flatMap((line) => line.split(" ")))
`)

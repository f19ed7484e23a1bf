import { createHash } from "node:crypto"
import { accessSync, constants, existsSync, lstatSync, readdirSync, readlinkSync } from "node:fs"
import { join } from "node:path"

const SMALL = 64 * 1024
const MOST = 150_000

/** Files and links below the roots, at most `MOST`, in a fixed order; what can't be read or changes by itself is left out. */
function* walk(roots) {
  const left = roots.filter((root) => existsSync(root)).toReversed()
  let seen = 0
  while (left.length > 0 && seen < MOST) {
    const path = left.pop()
    let stat
    try {
      stat = lstatSync(path)
      if (stat.isFile()) accessSync(path, constants.R_OK)
      if (stat.isDirectory())
        left.push(
          ...readdirSync(path)
            .toSorted()
            .toReversed()
            .map((name) => join(path, name)),
        )
    } catch {
      continue
    }
    if (stat.isSymbolicLink()) yield { path, size: 0, link: readlinkSync(path) }
    else if (stat.isFile()) yield { path, size: stat.size, link: null }
    else continue
    seen++
  }
}

const order = (path) => createHash("md5").update(path).digest("hex")

/**
 * A mixture like a real image's: `count` small files and links from all over the roots, and large files until there
 * are `bytes`. `taken` holds the paths that other layers have. The same on the same machine, sorted by path.
 */
export function pick(roots, count, bytes, taken) {
  const all = [...walk(roots)].filter(({ path }) => !taken.has(path))
  const shuffled = all.map((file) => ({ file, key: order(file.path) })).toSorted((a, b) => (a.key < b.key ? -1 : 1))
  const chosen = []
  let total = 0
  const take = (file) => {
    chosen.push(file)
    taken.add(file.path)
    total += file.size
  }
  for (const { file } of shuffled) if (file.size <= SMALL && chosen.length < count && total < bytes) take(file)
  for (const { file } of shuffled) if (file.size > SMALL && total + file.size <= bytes * 1.02) take(file)
  return chosen.toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

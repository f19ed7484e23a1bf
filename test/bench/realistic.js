import { homedir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { writeDockerArchive } from "./archives.js"
import { pick } from "./machine-files.js"

const MB = 1_000_000

const project = fileURLToPath(new URL("../..", import.meta.url))
const home = homedir()

/** Layers of different character: system, many small packages, libraries, application. */
const SOURCES = [
  {
    roots: ["/usr/bin", "/usr/share", "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu"],
    count: 20_000,
    bytes: 380 * MB,
  },
  {
    roots: [
      join(project, "node_modules"),
      "/usr/lib/node_modules",
      "/usr/local/lib/node_modules",
      `${home}/.pyenv`,
      "/usr/lib",
    ],
    count: 34_000,
    bytes: 260 * MB,
  },
  {
    roots: [
      "/usr/local/go",
      `${home}/.rustup`,
      `${home}/.cargo`,
      "/usr/lib/python3",
      "/usr/include",
      "/usr/share",
      "/usr",
    ],
    count: 20_000,
    bytes: 320 * MB,
  },
  { roots: ["/usr/share/doc", "/usr/include", "/opt", "/usr/lib"], count: 4000, bytes: 60 * MB },
]
const OVERWRITTEN = 1500
const WHITEOUTS = 2000

/** Entries of the folders above a path that this layer has not named yet. */
function folders(out, path, named) {
  const missing = []
  for (let folder = dirname(path); folder !== "." && !named.has(folder); folder = dirname(folder)) missing.push(folder)
  for (const folder of missing.toReversed()) {
    named.add(folder)
    out.entry(`${folder}/`, Buffer.alloc(0), "5")
  }
}

const inside = (path) => path.replace(/^\/+/, "")

function put(out, files, named) {
  for (const { path, size, link } of files) {
    folders(out, inside(path), named)
    if (link === null) out.copy(inside(path), path, size)
    else out.entry(inside(path), Buffer.alloc(0), "2", link)
  }
}

/** Every so manieth, `count` in all. */
const spread = (items, count) =>
  Array.from({ length: Math.min(count, items.length) }, (_, index) => items[Math.floor((index * items.length) / count)])

/** Writes an image of four layers of this machine's files, `scale` times a gigabyte, and `extra` bytes of zeros. */
export function writeRealistic(path, scale, extra = 0) {
  const taken = new Set()
  const chosen = SOURCES.map(({ roots, count, bytes }) => pick(roots, count * scale, bytes * scale, taken))
  const lower = chosen.slice(0, 3).flat()
  const files = lower.filter(({ link }) => link === null)
  const changed = spread(
    files.filter(({ size }) => size > 0 && size < 64 * 1024),
    Math.round(OVERWRITTEN * scale),
  )
  const kept = new Set(changed.map((file) => file.path))
  const gone = spread(
    files.filter((file) => !kept.has(file.path)),
    Math.round(WHITEOUTS * scale) - 1,
  )
  const layers = chosen.map((own, index) => (out) => {
    const named = new Set()
    if (index === 1 && extra > 0)
      for (let part = 0; part < 12; part++) out.zeros(`var/lib/data/part${part}`, Math.round(extra / 12))
    put(out, own, named)
    if (index < 3) return
    // Half of them are the same bytes again, as a chown leaves them, half are other bytes.
    for (const [at, { path: source, size }] of changed.entries()) {
      folders(out, inside(source), named)
      if (at % 2 === 0) out.copy(inside(source), source, size)
      else out.entry(inside(source), Buffer.alloc(size, `changed ${at} `))
    }
    for (const { path: source } of gone) {
      const name = inside(source)
      folders(out, name, named)
      out.entry(`${dirname(name)}/.wh.${name.slice(name.lastIndexOf("/") + 1)}`, Buffer.alloc(0))
    }
    folders(out, "usr/local/go/x", named)
    out.entry("usr/local/go/.wh..wh..opq", Buffer.alloc(0))
  })
  return writeDockerArchive(path, layers)
}

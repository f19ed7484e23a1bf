import { existsSync, mkdirSync, renameSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { COMPRESSIONS, compressLayers, layersOf, writeDockerArchive, writeOciArchive } from "./archives.js"
import { writeRealistic } from "./realistic.js"

// To be raised when an archive changes, so that figures are never compared over it.
const VERSION = 1
const MB = 1_000_000

/** `count` files of `bytes` bytes each, 100 in a folder. */
function plainFiles(out, prefix, count, bytes) {
  for (let index = 0; index < count; index++) {
    if (index % 100 === 0) out.entry(`${prefix}/${Math.floor(index / 100)}/`, Buffer.alloc(0), "5")
    out.entry(
      `${prefix}/${Math.floor(index / 100)}/file${index}`,
      Buffer.alloc(index % 10 === 0 ? bytes : 0, `${prefix} ${index} `),
    )
  }
}

const whiteouts = (out, prefix, count, of) => {
  for (let index = 0; index < count; index++) {
    const file = Math.floor((index * of) / count)
    out.entry(`${prefix}/${Math.floor(file / 100)}/.wh.file${file}`, Buffer.alloc(0))
  }
}

const removing = (files, count) => (path) =>
  writeDockerArchive(path, [
    (out) => plainFiles(out, "srv", files, 100),
    (out) => (count > 0 ? whiteouts(out, "srv", count, files) : out.entry("empty", Buffer.alloc(0))),
  ])

/** Every archive by name: a function that writes it to a path. */
const RECIPES = {
  big: (path, scale) => writeRealistic(path, scale),
  "4gb": (path, scale) => writeRealistic(path, scale, 3200 * MB * scale),
  small: (path) =>
    writeDockerArchive(
      path,
      [0, 1].map((index) => (out) => plainFiles(out, `srv${index}`, 250, 100_000)),
    ),
  "whiteouts-20k": (path, scale) => removing(20_000 * scale, 2000 * scale)(path),
  "whiteouts-100k": (path, scale) => removing(100_000 * scale, 2000 * scale)(path),
  "no-whiteouts-100k": (path, scale) => removing(100_000 * scale, 0)(path),
  million: (path, scale) => writeDockerArchive(path, [(out) => plainFiles(out, "srv", 1_000_000 * scale, 100)]),
  "127-layers": (path) =>
    writeDockerArchive(
      path,
      Array.from({ length: 127 }, (_, index) => (out) => plainFiles(out, `srv/${index % 7}`, 200, 2000)),
    ),
}

const folder = join(tmpdir(), `plimsoll-bench-v${VERSION}`)

/** Makes what is not there yet; a file that is only half written never has the name. */
function once(path, make) {
  if (existsSync(path)) return path
  mkdirSync(folder, { recursive: true })
  process.stderr.write(`making ${path}\n`)
  make(`${path}.part`)
  renameSync(`${path}.part`, path)
  return path
}

/** Path of an archive, made if it is not there. */
export function archive(name, scale = 1) {
  const path = join(folder, `${name}${scale === 1 ? "" : `-${scale}`}.tar`)
  return once(path, (part) => {
    RECIPES[name](part, scale)
    renameSync(`${part}.layers.json`, `${path}.layers.json`)
  })
}

/** The same image as an OCI archive, and the files of its compressed layers. */
export function compressed(name, compression, scale = 1) {
  const plain = archive(name, scale)
  const path = plain.replace(/tar$/, `${compression}.oci.tar`)
  const placed = layersOf(plain)
  const layers = placed.map((_, index) => `${plain}.${index}.${COMPRESSIONS[compression].suffix}`)
  once(path, (part) => {
    compressLayers(plain, compression)
    writeOciArchive(
      part,
      layers,
      placed.map(({ digest }) => digest),
      compression,
    )
  })
  return { path, layers }
}

export const megabytes = (path) => statSync(path).size / MB

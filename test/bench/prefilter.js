// node test/bench/prefilter.js
// How fast the prefilter goes through code and a program with all that is really looked for, by CPU time, and how many
// places it names. Beside it SHA-256 of the same bytes: the machine may be busy.
import { createHash } from "node:crypto"
import { closeSync, mkdtempSync, openSync, readFileSync, readSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { rolldown } from "rolldown"

const ROOT = join(import.meta.dirname, "../..")
const SECONDS = 1
const PROGRAM_BYTES = 50 << 20

const modules = await bundled({ prefilter: "src/secrets/prefilter/prefilter.ts", marks: "src/secrets/marks.ts" })
const { createPrefilter, createScriptPrefilter } = modules.prefilter
const { QUERY } = modules.marks
const files = {
  "typescript.js": readFileSync(join(ROOT, "node_modules/typescript/lib/typescript.js")),
  node: firstBytes(process.execPath, PROGRAM_BYTES),
}
const ways = { wasm: createPrefilter, script: createScriptPrefilter }

for (const [file, bytes] of Object.entries(files)) {
  const sha = speed(bytes, () => createHash("sha256").update(bytes).digest())
  print(file, "sha256", `${sha.toFixed(0)} MB/s`)
  for (const [way, create] of Object.entries(ways)) {
    const filter = create(QUERY)
    const hits = scan(filter, bytes)
    const rate = speed(bytes, () => scan(filter, bytes))
    const perMegabyte = (hits / (bytes.length / 1e6)).toFixed(1)
    print(file, way, `${rate.toFixed(0)} MB/s`, `${(rate / sha).toFixed(2)} x sha256`, `${perMegabyte} hits/MB`)
  }
}
const filterOfSmall = createPrefilter(QUERY)
const small = files["typescript.js"].subarray(100_000, 100_300)
const perSecond = (speed(small, () => scan(filterOfSmall, small)) * 1e6) / small.length
print("300 bytes", "wasm", `${(1e9 / perSecond).toFixed(0)} ns`)
const start = process.cpuUsage()
for (let time = 0; time < 20; time++) createPrefilter(QUERY)
print("create", "wasm", `${(process.cpuUsage(start).user / 20_000).toFixed(1)} ms`)

function print(...columns) {
  process.stdout.write(
    `${columns
      .map((column) => column.padEnd(15))
      .join("")
      .trimEnd()}\n`,
  )
}

function cpu(since) {
  return process.cpuUsage(since).user / 1e6
}

/** Megabytes a CPU second. */
function speed(bytes, work) {
  for (let time = 0; time < 3; time++) work()
  const since = process.cpuUsage()
  let times = 0
  do {
    for (let more = 0; more < Math.ceil(1e6 / bytes.length); more++) work()
    times += Math.ceil(1e6 / bytes.length)
  } while (cpu(since) < SECONDS)
  return (bytes.length * times) / cpu(since) / 1e6
}

function scan(filter, bytes) {
  let hits = 0
  for (let read = 0; read < bytes.length; read += filter.buffer.length) {
    const piece = bytes.subarray(read, read + filter.buffer.length)
    filter.buffer.set(piece)
    for (let from = 0; from < piece.length; from = filter.stopped) hits += filter.scan(from, piece.length, piece.length)
  }
  return hits
}

function firstBytes(path, count) {
  const bytes = Buffer.alloc(count)
  const file = openSync(path, "r")
  const read = readSync(file, bytes, 0, count, 0)
  closeSync(file)
  return bytes.subarray(0, read)
}

async function bundled(inputs) {
  const folder = mkdtempSync(join(tmpdir(), "prefilter-"))
  try {
    const input = Object.fromEntries(Object.entries(inputs).map(([name, path]) => [name, join(ROOT, path)]))
    const bundle = await rolldown({ input, platform: "node" })
    await bundle.write({ dir: folder, format: "esm", entryFileNames: "[name].mjs", chunkFileNames: "[name].mjs" })
    const load = async (name) => [name, await import(pathToFileURL(join(folder, `${name}.mjs`)).href)]
    return Object.fromEntries(await Promise.all(Object.keys(inputs).map(load)))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

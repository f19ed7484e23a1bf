import { execFileSync, spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import { closeSync, openSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { Output } from "./tar-file.js"

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex")

const imageConfig = (diffIds) =>
  Buffer.from(
    JSON.stringify({
      architecture: "amd64",
      os: "linux",
      created: "2026-01-01T00:00:00Z",
      config: { User: "10001", Cmd: ["/bin/true"], Env: ["PATH=/usr/bin:/bin"] },
      rootfs: { type: "layers", diff_ids: diffIds.map((digest) => `sha256:${digest}`) },
      history: diffIds.map((_, index) => ({
        created_by: `COPY layer${index} / # buildkit`,
        created: "2026-01-01T00:00:00Z",
      })),
    }),
  )

/** Writes an archive as `docker save` does. Each layer is a function that is given the tar to write to. Returns where the layers lie in it. */
export function writeDockerArchive(path, layers) {
  const out = new Output(path)
  const placed = layers.map((write, index) => out.nested(`${index}/layer.tar`, () => write(out)))
  const config = imageConfig(placed.map(({ digest }) => digest))
  const name = `${sha256(config)}.json`
  out.entry(name, config)
  const manifest = {
    Config: name,
    RepoTags: ["bench.example/image:1.0"],
    Layers: placed.map((_, index) => `${index}/layer.tar`),
  }
  out.entry("manifest.json", Buffer.from(JSON.stringify([manifest])))
  out.end()
  out.close()
  writeFileSync(`${path}.layers.json`, JSON.stringify(placed))
  return placed
}

export const layersOf = (path) => JSON.parse(readFileSync(`${path}.layers.json`, "utf8"))

/** What each compression is called, and the program that makes it. */
export const COMPRESSIONS = {
  gzip: { suffix: "gz", command: ["gzip", "-6", "-n", "-c"] },
  zstd: { suffix: "zst", command: ["zstd", "-3", "-q", "-c"] },
}

export const hasProgram = (name) => spawnSync(name, ["--version"], { stdio: "ignore" }).error === undefined

/** The layers of a docker archive, compressed, as files beside it: what the program that unpacks them is measured on. */
export function compressLayers(path, compression) {
  const { suffix, command } = COMPRESSIONS[compression]
  return layersOf(path).map(({ start, size }, index) => {
    const target = `${path}.${index}.${suffix}`
    const fd = openSync(target, "w")
    // tail and head are there wherever gzip is, and keep a gigabyte out of this program.
    const range = `tail -c +${start + 1} "$1" | head -c ${size} | ${command.join(" ")}`
    execFileSync("sh", ["-c", range, "sh", path], { stdio: ["ignore", fd, "inherit"] })
    closeSync(fd)
    return target
  })
}

/** Writes an OCI layout, as a tar, of layers that are compressed already. */
export function writeOciArchive(path, layers, diffIds, compression) {
  const media = "application/vnd.oci.image"
  const out = new Output(path)
  const blob = (bytes, mediaType) => {
    const digest = sha256(bytes)
    out.entry(`blobs/sha256/${digest}`, bytes)
    return { mediaType, digest: `sha256:${digest}`, size: bytes.length }
  }
  const described = layers.map((file) => {
    const size = statSync(file).size
    const digest = sha256(readFileSync(file))
    out.copy(`blobs/sha256/${digest}`, file, size)
    return { mediaType: `${media}.layer.v1.tar+${compression}`, digest: `sha256:${digest}`, size }
  })
  const config = blob(imageConfig(diffIds), `${media}.config.v1+json`)
  const manifest = { schemaVersion: 2, mediaType: `${media}.manifest.v1+json`, config, layers: described }
  const described1 = blob(Buffer.from(JSON.stringify(manifest)), manifest.mediaType)
  out.entry("index.json", Buffer.from(JSON.stringify({ schemaVersion: 2, manifests: [described1] })))
  out.entry("oci-layout", Buffer.from('{"imageLayoutVersion":"1.0.0"}'))
  out.end()
  out.close()
}

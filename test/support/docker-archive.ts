import { createHash } from "node:crypto"
import { buffer } from "node:stream/consumers"
import { pack } from "tar-stream"
import type { LayerEntry } from "./build-tree.ts"

const digestOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex")
const pathOf = (bytes: Uint8Array): string => `blobs/sha256/${digestOf(bytes)}`
const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value))

/** A descriptor: OCI image-spec, descriptor.md. */
const describe = (mediaType: string, bytes: Uint8Array) => ({
  mediaType: `application/vnd.oci.image.${mediaType}`,
  digest: `sha256:${digestOf(bytes)}`,
  size: bytes.length,
})

/** A tar of these entries, in order. */
async function tar(entries: readonly LayerEntry[]): Promise<Buffer> {
  const archive = pack()
  for (const { header, content } of entries) archive.entry(header, content)
  archive.finalize()
  return buffer(archive)
}

/** What the `# archive:` comments of a Dockerfile ask for. */
interface Wishes {
  names: readonly string[]
  dropHealthcheck: boolean
  changed: number | null
  leftOut: number | null
  cutShort: number | null
  stray: boolean
}

function readWishes(directives: readonly string[]): Wishes {
  const wishes: Wishes = {
    names: ["example/app:1.0"],
    dropHealthcheck: false,
    changed: null,
    leftOut: null,
    cutShort: null,
    stray: false,
  }
  for (const directive of directives) {
    const [, layer] = /\blayer (\d+)\b/.exec(directive) ?? []
    if (/^names? \S/.test(directive)) wishes.names = directive.split(/\s+/).slice(1)
    else if (directive === "no name") wishes.names = []
    else if (directive === "health check dropped") wishes.dropHealthcheck = true
    else if (directive === "a blob added that nothing names") wishes.stray = true
    else if (/^one byte of layer \d+ changed$/.test(directive)) wishes.changed = Number(layer)
    else if (/^layer \d+ left out$/.test(directive)) wishes.leftOut = Number(layer)
    else if (/^layer \d+ cut short$/.test(directive)) wishes.cutShort = Number(layer)
    else throw new Error(`"# archive: ${directive}" is not known here`)
  }
  return wishes
}

interface Config {
  readonly config: Readonly<Record<string, unknown>>
  readonly [key: string]: unknown
}

/** Writes an image as `docker save` has since version 25: blobs by digest, manifest.json and index.json side by side. */
export async function writeArchive(
  config: Config,
  layers: readonly (readonly LayerEntry[])[],
  directives: readonly string[],
): Promise<Buffer> {
  const wishes = readWishes(directives)
  const tars = await Promise.all(layers.map(tar))
  // Cut before it is hashed: the tar is broken, its digest right.
  const built = tars.map((bytes, index) => (index === wishes.cutShort ? bytes.subarray(0, 514) : bytes))
  const { Healthcheck: _dropped, ...withoutHealthcheck } = config.config
  const run = wishes.dropHealthcheck ? withoutHealthcheck : config.config
  const configBytes = json({
    ...config,
    config: run,
    rootfs: { type: "layers", diff_ids: built.map((bytes) => `sha256:${digestOf(bytes)}`) },
  })
  const manifest = json({
    schemaVersion: 2,
    mediaType: "application/vnd.oci.image.manifest.v1+json",
    config: describe("config.v1+json", configBytes),
    layers: built.map((bytes) => describe("layer.v1.tar", bytes)),
  })
  const descriptor = describe("manifest.v1+json", manifest)
  const named = wishes.names.map((name) => ({
    ...descriptor,
    annotations: {
      "io.containerd.image.name": name,
      "org.opencontainers.image.ref.name": name.slice(name.lastIndexOf(":") + 1),
    },
  }))
  const blobs = new Map<string, Uint8Array>([[pathOf(configBytes), configBytes]])
  built.forEach((bytes, index) => {
    if (index === wishes.leftOut) return
    blobs.set(pathOf(bytes), index === wishes.changed ? changed(bytes) : bytes)
  })
  blobs.set(pathOf(manifest), manifest)
  if (wishes.stray) blobs.set(pathOf(Buffer.from("stray")), Buffer.from("stray"))
  const documents: [string, Buffer][] = [
    [
      "index.json",
      json({
        schemaVersion: 2,
        mediaType: "application/vnd.oci.image.index.v1+json",
        manifests: named.length > 0 ? named : [descriptor],
      }),
    ],
    [
      "manifest.json",
      json([
        {
          Config: pathOf(configBytes),
          RepoTags: wishes.names.length > 0 ? wishes.names : null,
          Layers: built.map(pathOf),
        },
      ]),
    ],
    ["oci-layout", json({ imageLayoutVersion: "1.0.0" })],
  ]
  return tar(
    [...blobs, ...documents].map(([name, bytes]) => ({
      header: { name, size: bytes.length, mtime: new Date(0) },
      content: Buffer.from(bytes),
    })),
  )
}

/** Another letter in the content of the first file. */
function changed(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes)
  copy[512] = (copy[512] ?? 0) ^ 1
  return copy
}

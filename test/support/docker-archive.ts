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
  dropLastEntry: boolean
  changed: number | null
  leftOut: number | null
  cutShort: number | null
  stray: boolean
  /** `NAME=VALUE` of the one build argument that its provenance records. */
  argument: string | null
}

const ARGUMENT = "provenance with the build argument "

function readWishes(directives: readonly string[]): Wishes {
  const wishes: Wishes = {
    names: ["example/app:1.0"],
    dropHealthcheck: false,
    dropLastEntry: false,
    changed: null,
    leftOut: null,
    cutShort: null,
    stray: false,
    argument: null,
  }
  for (const directive of directives) {
    const [, layer] = /\blayer (\d+)\b/.exec(directive) ?? []
    if (/^names? \S/.test(directive)) wishes.names = directive.split(/\s+/).slice(1)
    else if (directive === "no name") wishes.names = []
    else if (directive === "health check dropped") wishes.dropHealthcheck = true
    else if (directive === "last history entry left out") wishes.dropLastEntry = true
    else if (directive === "a blob added that nothing names") wishes.stray = true
    else if (/^one byte of layer \d+ changed$/.test(directive)) wishes.changed = Number(layer)
    else if (/^layer \d+ left out$/.test(directive)) wishes.leftOut = Number(layer)
    else if (/^layer \d+ cut short$/.test(directive)) wishes.cutShort = Number(layer)
    else if (directive.startsWith(ARGUMENT)) wishes.argument = directive.slice(ARGUMENT.length)
    else throw new Error(`"# archive: ${directive}" is not known here`)
  }
  return wishes
}

interface Config {
  readonly config: Readonly<Record<string, unknown>>
  readonly history: readonly unknown[]
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
    history: wishes.dropLastEntry ? config.history.slice(0, -1) : config.history,
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
  const attested = wishes.argument === null ? [] : [attest(descriptor.digest, wishes.argument, blobs)]
  const documents: [string, Buffer][] = [
    [
      "index.json",
      json({
        schemaVersion: 2,
        mediaType: "application/vnd.oci.image.index.v1+json",
        manifests: [...(named.length > 0 ? named : [descriptor]), ...attested],
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

/** Adds provenance as BuildKit writes it, and returns its manifest's descriptor. docs.docker.com, build/metadata/attestations/attestation-storage. */
function attest(subject: string, argument: string, blobs: Map<string, Uint8Array>) {
  const [name = "", ...value] = argument.split("=")
  const statement = json({
    _type: "https://in-toto.io/Statement/v0.1",
    predicateType: "https://slsa.dev/provenance/v0.2",
    subject: [{ name: "_", digest: { sha256: subject.slice("sha256:".length) } }],
    predicate: {
      buildType: "https://mobyproject.org/buildkit@v1",
      invocation: { parameters: { frontend: "dockerfile.v0", args: { [`build-arg:${name}`]: value.join("=") } } },
    },
  })
  const config = json({
    architecture: "unknown",
    os: "unknown",
    config: {},
    rootfs: { type: "layers", diff_ids: [`sha256:${digestOf(statement)}`] },
  })
  const manifest = json({
    schemaVersion: 2,
    mediaType: "application/vnd.oci.image.manifest.v1+json",
    config: describe("config.v1+json", config),
    layers: [
      {
        ...describe("layer", statement),
        mediaType: "application/vnd.in-toto+json",
        annotations: { "in-toto.io/predicate-type": "https://slsa.dev/provenance/v0.2" },
      },
    ],
  })
  for (const bytes of [statement, config, manifest]) blobs.set(pathOf(bytes), bytes)
  return {
    ...describe("manifest.v1+json", manifest),
    platform: { architecture: "unknown", os: "unknown" },
    annotations: {
      "vnd.docker.reference.digest": subject,
      "vnd.docker.reference.type": "attestation-manifest",
    },
  }
}

/** Another letter in the content of the first file. */
function changed(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes)
  copy[512] = (copy[512] ?? 0) ^ 1
  return copy
}

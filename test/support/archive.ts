import { createHash } from "node:crypto"
import { gzipSync } from "node:zlib"
import { ent, tar } from "./tar.ts"

export const sha256 = (bytes: string | Buffer): string => createHash("sha256").update(bytes).digest("hex")
export const digest = (bytes: string | Buffer): string => `sha256:${sha256(bytes)}`
export const json = (value: unknown): Buffer =>
  Buffer.isBuffer(value) ? value : Buffer.from(typeof value === "string" ? value : JSON.stringify(value))

/** Files of an archive by name, in the order in which they are written. */
export type Members = Map<string, Buffer>

export interface Build {
  /** Name of the image; null for one saved by its id. */
  readonly tag?: string | null
  /** Added to, or put over, the config. */
  readonly config?: Record<string, unknown>
  /** Instead of the config. */
  readonly rawConfig?: string | Buffer
  /** Instead of the diff ids of the layers, which must be given where layers are compressed. */
  readonly diffIds?: readonly unknown[]
}

/** A layer of one small file. */
export const LAYER = tar(ent("etc/hostname", "plimsoll\n"))

function configOf(diffIds: readonly unknown[], build: Build): Buffer {
  return json(
    build.rawConfig ?? {
      architecture: "amd64",
      os: "linux",
      created: "2026-01-02T03:04:05Z",
      // What rules ask of every image at high, so that nothing but the case itself can fail it.
      config: {
        User: "1000",
        Labels: {
          "org.opencontainers.image.source": "https://example.com/app",
          "org.opencontainers.image.revision": "0123456789abcdef0123456789abcdef01234567",
          "org.opencontainers.image.created": "2026-01-02T03:04:05Z",
          "org.opencontainers.image.version": "1.0.0",
          "org.opencontainers.image.title": "app",
          "org.opencontainers.image.description": "An app",
          "org.opencontainers.image.licenses": "MIT",
        },
      },
      rootfs: { type: "layers", diff_ids: diffIds },
      history: diffIds.map(() => ({ created: "2026-01-02T03:04:05Z", created_by: "COPY . / # buildkit" })),
      ...build.config,
    },
  )
}

/** The members of a `docker save` archive, layers first and `manifest.json` last, as docker writes them. */
export function dockerMembers(layers: readonly Buffer[] = [LAYER], build: Build = {}): Members {
  const config = configOf(build.diffIds ?? layers.map(digest), build)
  const names = layers.map((layer) => `${sha256(layer)}/layer.tar`)
  const manifest = {
    Config: `${sha256(config)}.json`,
    RepoTags: build.tag === null ? null : [build.tag ?? "example.com/app:1.0"],
    Layers: names,
  }
  return new Map([
    ...names.map((name, index) => [name, layers[index]!] as const),
    [manifest.Config, config],
    ["manifest.json", json([manifest])],
  ])
}

export const pack = (members: Members): Buffer => tar(...[...members].map(([name, body]) => ent(name, body)))

/** A `docker save` archive. */
export const docker = (layers?: readonly Buffer[], build?: Build): Buffer => pack(dockerMembers(layers, build))

const OCI = "application/vnd.oci.image"

export interface OciBuild extends Build {
  /** Added to, or put over, the manifest. */
  readonly manifest?: Record<string, unknown>
  /** Instead of the manifest. */
  readonly rawManifest?: (manifest: object) => string | Buffer
  /** Added to, or put over, each layer's descriptor. */
  readonly layer?: Record<string, unknown>
  /** Added to, or put over, the descriptor of the config. */
  readonly configDescriptor?: Record<string, unknown>
  /** Added to, or put over, the descriptor of the manifest in the index. */
  readonly descriptor?: Record<string, unknown>
  /** Added to, or put over, the index. */
  readonly index?: Record<string, unknown>
}

export const descriptor = (mediaType: string, bytes: Buffer): { mediaType: string; digest: string; size: number } => ({
  mediaType,
  digest: digest(bytes),
  size: bytes.length,
})

export const blobName = (bytes: Buffer): string => `blobs/sha256/${sha256(bytes)}`

/** The members of an OCI layout with one image. */
export function ociMembers(layers: readonly Buffer[] = [LAYER], build: OciBuild = {}): Members {
  const config = configOf(build.diffIds ?? layers.map(digest), build)
  const described = {
    schemaVersion: 2,
    mediaType: `${OCI}.manifest.v1+json`,
    config: { ...descriptor(`${OCI}.config.v1+json`, config), ...build.configDescriptor },
    layers: layers.map((layer) => ({ ...descriptor(`${OCI}.layer.v1.tar`, layer), ...build.layer })),
    ...build.manifest,
  }
  const manifest = json(build.rawManifest?.(described) ?? described)
  const index = {
    schemaVersion: 2,
    mediaType: `${OCI}.index.v1+json`,
    manifests: [
      {
        ...descriptor(`${OCI}.manifest.v1+json`, manifest),
        annotations: { "org.opencontainers.image.ref.name": build.tag ?? "example.com/app:1.0" },
        ...build.descriptor,
      },
    ],
    ...build.index,
  }
  return new Map([
    ["oci-layout", json({ imageLayoutVersion: "1.0.0" })],
    ["index.json", json(index)],
    [blobName(manifest), manifest],
    [blobName(config), config],
    ...layers.map((layer) => [blobName(layer), layer] as const),
  ])
}

/** An OCI archive. */
export const oci = (layers?: readonly Buffer[], build?: OciBuild): Buffer => pack(ociMembers(layers, build))

/** An OCI layout with nothing but an index over these documents, which are stored as blobs. */
export function ociOf(manifests: readonly object[], blobs: readonly Buffer[]): Buffer {
  return pack(
    new Map([
      ["oci-layout", json({ imageLayoutVersion: "1.0.0" })],
      ["index.json", json({ schemaVersion: 2, manifests })],
      ...blobs.map((blob) => [blobName(blob), blob] as const),
    ]),
  )
}

/** The same members with some changed, added or (null) left out. */
export function changed(members: Members, changes: Record<string, string | Buffer | null>): Members {
  const result = new Map(members)
  for (const [name, body] of Object.entries(changes)) {
    if (body === null) result.delete(name)
    else result.set(name, Buffer.from(body as Buffer))
  }
  return result
}

export const gz = (bytes: Buffer): Buffer => gzipSync(bytes, { level: 1 })

import type { DiffId, Digest } from "./digest.ts"
import type { Fact } from "./fact.ts"
import type { Filesystem } from "./filesystem.ts"
import type { Inventory } from "./inventory.ts"
import type { Listing } from "./listing.ts"
import type { Problem } from "./problem.ts"
import type { Sighting } from "./secret.ts"

export type Compression = "none" | "gzip" | "zstd"

/** OCI image-spec, image-index.md, `platform`. Empty strings where nobody said. */
export interface Platform {
  readonly os: string
  readonly architecture: string
  readonly variant?: string
}

/** `config` of the image configuration (OCI image-spec, config.md), decoded field by field: a field of a wrong type is empty and noted as a problem. */
export interface RunConfig {
  readonly user: string
  readonly entrypoint: readonly string[] | null
  readonly cmd: readonly string[] | null
  /** In file order; a name may occur twice, the last one wins at run time. An entry without `=` has an empty value. */
  readonly env: readonly { readonly name: string; readonly value: string }[]
  readonly workdir: string
  /** Keys as written: `8080/tcp`. Sorted. */
  readonly exposedPorts: readonly string[]
  /** Sorted. */
  readonly volumes: readonly string[]
  readonly labels: ReadonlyMap<string, string>
  readonly stopSignal: string | null
  readonly shell: readonly string[] | null
  readonly onbuild: readonly string[]
  /** Docker's extension to the OCI config. `test` is never empty: an empty one is no healthcheck. Times are nanoseconds. */
  readonly healthcheck: {
    readonly test: readonly string[]
    readonly intervalNs?: number
    readonly timeoutNs?: number
    readonly startPeriodNs?: number
    readonly retries?: number
  } | null
}

/** One history entry of the image configuration, and the line of a Dockerfile that a person would recognise in it. */
export interface HistoryStep {
  readonly index: number
  /** The layer that it made; null for a step that made none, and for all where history and layers don't line up. */
  readonly layer: number | null
  /** `RUN`, `COPY`, `ADD`, `ENV` …; `""` where the entry shows none. */
  readonly instruction: string
  /** The Dockerfile-like line, keyword included, builder noise removed; `""` where the entry is empty. */
  readonly text: string
  /** As written; null where absent or meaningless (`0001-01-01T00:00:00Z`). */
  readonly created: string | null
  /** As written. */
  readonly createdBy: string
  readonly comment: string
  /** `empty_layer`. */
  readonly empty: boolean
}

/** The image configuration as a whole. */
export interface ImageConfig {
  readonly platform: Platform
  /** As written; null where absent or meaningless (`0001-01-01T00:00:00Z`). */
  readonly created: string | null
  readonly author: string
  readonly run: RunConfig
  readonly history: readonly HistoryStep[]
  readonly diffIds: readonly (DiffId | null)[]
}

/** One layer of an image, as read. */
export interface Layer {
  /** Position in the image, 0 is the base. */
  readonly index: number
  /** Digest of the stored bytes as computed; as declared where there is no blob; `""` where nobody says. */
  readonly digest: Digest | ""
  /** Diff id as computed; as declared where the layer could not be read; `""` where nobody says. */
  readonly diffId: DiffId | ""
  readonly mediaType: string
  readonly compression: Compression
  /** Bytes of the blob as stored. */
  readonly archiveBytes: number
  /** Bytes of the uncompressed tar, padding and all. */
  readonly tarBytes: number
  /** Null where nothing of it could be read. */
  readonly listing: Listing | null
  /** Contents that rules asked for, by row of the listing. */
  readonly captures: ReadonlyMap<number, Uint8Array>
  /** The extended attribute `security.capability` of files, by row of the listing: as stored, at most 32 bytes. capabilities(7), "File capabilities". */
  readonly capabilities: ReadonlyMap<number, Uint8Array>
  /** What contents say of themselves, by row of the listing. */
  readonly facts: ReadonlyMap<number, readonly Fact[]>
  /** Credentials seen in the contents of its files, each with the row of the listing; in tar order. None where nobody looked for them. */
  readonly sightings: readonly { readonly row: number; readonly sighting: Sighting }[]
  /** Credentials beyond the most that are kept of one file and of one layer: only counted. */
  readonly sightingsOmitted: number
  /** Files that were not searched wholly for credentials: packed in a way that is not read, damaged, or too large. */
  readonly unopened: { readonly files: number; readonly bytes: number }
  /** False where the blob is absent, or was not read to its end, or is not what its digests say. */
  readonly complete: boolean
}

/** A statement about an image that lies beside it in the archive: provenance, a bill of materials. in-toto attestation spec. */
export interface Attestation {
  readonly digest: Digest
  /** `https://slsa.dev/provenance/v0.2`; `""` where nobody says. */
  readonly predicateType: string
  /** As parsed; the text where it is no JSON, or too much of it to be built. */
  readonly statement: unknown
  readonly mediaType?: string
  /** Digests of what it is about, as written; empty where it names none. */
  readonly subjects?: readonly string[]
}

/** What the index that leads to an image says of it and of those beside it. */
export interface IndexPlace {
  /** Its descriptor's platform; null where the index does not say. */
  readonly platform: Platform | null
  /** Platforms of all images that the same index names, absent ones too. */
  readonly platforms: readonly Platform[]
  /** Digests of the indexes on the way, outermost first; the archive's own `index.json` has none. */
  readonly indexes: readonly Digest[]
}

/** A document of the archive that says something of an image, and that no field of ours is made from. */
export interface ArchiveDocument {
  /** As a person finds it: `manifest sha256:…`, the member `<id>/json` that docker save keeps beside a layer. */
  readonly name: string
  /** As parsed. */
  readonly json: unknown
}

/** Where the archive says that an image came from, beside its config. */
export interface ImageOrigin {
  /** `repository:tag` names, sorted. */
  readonly names: readonly string[]
  readonly manifestDigest: Digest | null
  readonly configDigest: Digest
  readonly manifestMediaType: string | null
  /** Annotations of the manifest and of its descriptors. */
  readonly annotations: ReadonlyMap<string, string>
  /** Those of an image that the archive lacks are given to its first one: somebody must look at them. */
  readonly attestations: readonly Attestation[]
  /** The manifest, the annotations of the indexes that lead to it, and the configs that docker save keeps beside layers. */
  readonly documents: readonly ArchiveDocument[]
  /** Null where no index leads to it. */
  readonly place: IndexPlace | null
  /** The config as parsed, with all that `ImageConfig` has no field for. */
  readonly rawConfig: unknown
}

/** The distribution that an image is made of, as its os-release(5) says. */
export interface OsRelease {
  /** `debian`. */
  readonly id: string
  /** `12`; `""` for a rolling release. */
  readonly version: string
  /** `Debian GNU/Linux 12 (bookworm)`. */
  readonly name: string
  /** `ID_LIKE`: distributions that it is made from, the closest first. */
  readonly like: readonly string[]
}

/** Where the base ends and the image's own lines begin. */
export interface ImageBase {
  /** The first layers of the image, so many, are the base's. */
  readonly layers: number
  /** The first history steps, so many, are the base's. */
  readonly steps: number
  /** `debian:12-slim`, as a label, an annotation or a person names it; `""` where nobody does. */
  readonly name: string
  /** `given`: its archive was there, and its diff ids are the first of this image. `annotated`: its digest or name stands in a label or annotation, and the history shows where it ends. `guessed`: from the history alone. */
  readonly known: "given" | "annotated" | "guessed"
  /** The base's own config; null where its archive was not given. */
  readonly config: ImageConfig | null
}

/** Everything that a rule may look at: plain data, no streams, no handles. */
export interface Image extends ImageOrigin {
  readonly config: ImageConfig
  readonly layers: readonly Layer[]
  readonly files: Filesystem
  readonly inventory: Inventory
  /** Null where the image says nothing of it. */
  readonly os: OsRelease | null
  /** Null where it can't be told. */
  readonly base: ImageBase | null
  /** What reading this image met, and what reading its input met. */
  readonly problems: readonly Problem[]
  /** True where every layer was read whole and proved: only then is an absent file really absent. */
  readonly complete: boolean
}

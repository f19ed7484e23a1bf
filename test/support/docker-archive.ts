import { buffer } from "node:stream/consumers"
import { pack } from "tar-stream"
import { attest, describe, digestOf, json, pathOf, provenance, SBOM, sign } from "./beside.ts"
import type { LayerEntry } from "./build-tree.ts"

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
  readonly changed: Set<number>
  leftOut: number | null
  cutShort: number | null
  stray: boolean
  /** `NAME=VALUE` of the one build argument that its provenance records. */
  argument: string | null
  /** What lies beside the image, about it or about another one that is not there. */
  beside: readonly { readonly kind: "sbom" | "signature"; readonly isOthers: boolean }[]
  /** `os/arch` that the index says of the image, and of those that are not in the archive. */
  platform: string | null
  absent: readonly string[]
  /** A layer that its manifest says is to be had elsewhere, at this URL. */
  elsewhere: { readonly layer: number; readonly url: string; readonly only: boolean } | null
  /** Without index.json, as docker save wrote until version 25. */
  isOld: boolean
}

const ARGUMENT = "provenance with the build argument "

function readWishes(directives: readonly string[]): Wishes {
  const wishes: Wishes = {
    names: ["example/app:1.0"],
    dropHealthcheck: false,
    dropLastEntry: false,
    changed: new Set(),
    leftOut: null,
    cutShort: null,
    stray: false,
    argument: null,
    beside: [],
    platform: null,
    absent: [],
    elsewhere: null,
    isOld: false,
  }
  for (const directive of directives) {
    const [, layer] = /\blayer (\d+)\b/.exec(directive) ?? []
    if (/^names? \S/.test(directive)) wishes.names = directive.split(/\s+/).slice(1)
    else if (directive === "no name") wishes.names = []
    else if (directive === "health check dropped") wishes.dropHealthcheck = true
    else if (directive === "last history entry left out") wishes.dropLastEntry = true
    else if (directive === "a blob added that nothing names") wishes.stray = true
    else if (/^one byte of layer \d+ changed$/.test(directive)) wishes.changed.add(Number(layer))
    else if (/^layer \d+ left out$/.test(directive)) wishes.leftOut = Number(layer)
    else if (/^layer \d+ cut short$/.test(directive)) wishes.cutShort = Number(layer)
    else if (directive === "as docker 24 saved it") wishes.isOld = true
    else if (/^(?:sbom|signature) beside it(?:, of another image)?$/.test(directive))
      wishes.beside = [
        ...wishes.beside,
        { kind: directive.startsWith("sbom") ? "sbom" : "signature", isOthers: directive.endsWith("another image") },
      ]
    else if (directive.startsWith("index says ")) wishes.platform = directive.slice("index says ".length)
    else if (directive.startsWith("index also names ")) wishes.absent = directive.split(" ").slice(3)
    else if (/^layer \d+ (?:is to|may also) be had at \S+$/.test(directive))
      wishes.elsewhere = {
        layer: Number(layer),
        url: directive.split(" ").at(-1) ?? "",
        only: directive.includes(" is "),
      }
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
    layers: built.map((bytes, index) =>
      index === wishes.elsewhere?.layer
        ? {
            ...describe(wishes.elsewhere.only ? "layer.nondistributable.v1.tar" : "layer.v1.tar", bytes),
            urls: [wishes.elsewhere.url],
          }
        : describe("layer.v1.tar", bytes),
    ),
  })
  const descriptor = {
    ...describe("manifest.v1+json", manifest),
    ...(wishes.platform === null ? {} : { platform: platformOf(wishes.platform) }),
  }
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
    blobs.set(pathOf(bytes), wishes.changed.has(index) ? changed(bytes) : bytes)
  })
  blobs.set(pathOf(manifest), manifest)
  if (wishes.stray) blobs.set(pathOf(Buffer.from("stray")), Buffer.from("stray"))
  const attested = [
    ...(wishes.argument === null ? [] : [attest(descriptor.digest, provenance(wishes.argument), blobs)]),
    ...wishes.beside.map(({ kind, isOthers }) => {
      const subject = isOthers ? `sha256:${"0".repeat(64)}` : descriptor.digest
      return kind === "sbom" ? attest(subject, SBOM, blobs) : sign(subject, blobs)
    }),
    ...wishes.absent.map((platform) => ({
      ...describe("manifest.v1+json", Buffer.from(platform)),
      platform: platformOf(platform),
    })),
  ]
  // An index may name what nobody pulled only below another one.
  const inner = json({
    schemaVersion: 2,
    mediaType: "application/vnd.oci.image.index.v1+json",
    manifests: [descriptor, ...attested],
  })
  const isNested = wishes.absent.length > 0
  if (isNested) blobs.set(pathOf(inner), inner)
  const entries = isNested
    ? [{ ...describe("index.v1+json", inner), annotations: { "io.containerd.image.name": wishes.names[0] } }]
    : [...(named.length > 0 ? named : [descriptor]), ...attested]
  const documents: [string, Buffer][] = [
    [
      "index.json",
      json({
        schemaVersion: 2,
        mediaType: "application/vnd.oci.image.index.v1+json",
        manifests: entries,
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
    [...blobs, ...documents.filter(([name]) => !wishes.isOld || name === "manifest.json")].map(([name, bytes]) => ({
      header: { name, size: bytes.length, mtime: new Date(0) },
      content: Buffer.from(bytes),
    })),
  )
}

function platformOf(text: string) {
  const [os, architecture, variant] = text.split("/")
  return { os, architecture, ...(variant === undefined ? {} : { variant }) }
}

/** Another letter in the content of the first file. */
function changed(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes)
  copy[512] = (copy[512] ?? 0) ^ 1
  return copy
}

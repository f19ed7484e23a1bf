import { LIMITS, type ArchiveDocument, type IndexPlace, type Limits, type Problem } from "../model/index.ts"
import { readStatements } from "./attestations.ts"
import type { Container } from "./container.ts"
import {
  decodeAnnotations,
  decodeDescriptor,
  findBlob,
  readBlob,
  readConfig,
  type Descriptor,
  type JsonObject,
} from "./documents.ts"
import { asObject, fieldOf, parseJson, type Json } from "./json.ts"
import type { ImagePlan, LayerPlan, OtherLeaf } from "./plan.ts"
import { platformOf } from "./platform.ts"
import { limitReached, Unreadable } from "./unreadable.ts"

/** A document to be visited, and what the way to it said. */
interface Visit {
  readonly descriptor: Descriptor
  readonly depth: number
  readonly names: readonly string[]
  readonly annotations: ReadonlyMap<string, string>
  /** Annotations of the indexes on the way, as documents. */
  readonly documents: readonly ArchiveDocument[]
  readonly place: IndexPlace | null
}

export interface IndexSurvey {
  readonly images: readonly ImagePlan[]
  readonly others: readonly OtherLeaf[]
  readonly problems: readonly Problem[]
}

const CONFIG_TYPES = new Set([
  "",
  "application/vnd.oci.image.config.v1+json",
  "application/vnd.docker.container.image.v1+json",
])
const LAYER_TYPES = ["application/vnd.oci.image.layer", "application/vnd.docker.image.rootfs"]

/** Annotations that name an image: the full name by containerd, the tag (or whatever the user typed) by everybody else. */
const NAME_ANNOTATIONS = ["io.containerd.image.name", "org.opencontainers.image.ref.name"]

/** Follows an index to all its leaves, of any depth up to the limit, each document once. OCI image-spec, image-index.md. */
export function surveyIndex(
  container: Container,
  index: JsonObject,
  what: string,
  limits: Limits,
  referenced: Set<string>,
): IndexSurvey {
  const images: ImagePlan[] = []
  const others: OtherLeaf[] = []
  const problems: Problem[] = []
  const visited = new Map<string, ImagePlan | null>()
  const attempt = (work: () => void): void => {
    try {
      work()
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      problems.push({ code: error.code, message: error.message })
    }
  }
  const queue: Visit[] = []
  attempt(() => enqueue(queue, children(index, what, null)))
  let documents = 0
  for (let visit = queue.shift(); visit !== undefined; visit = queue.shift()) {
    const { descriptor, depth } = visit
    const known = visited.get(descriptor.digest)
    if (known !== undefined) {
      // rules_oci repeats one manifest once for each tag.
      for (const name of visit.names) known?.names.add(name)
      continue
    }
    visited.set(descriptor.digest, null)
    attempt(() => {
      documents += 1
      if (documents > limits.manifests)
        throw limitReached(LIMITS.manifests.help, limits.manifests, LIMITS.manifests.option)
      const blob = readBlob(container, descriptor, limits)
      if (blob === null) {
        others.push({
          kind: "absent",
          digest: descriptor.digest,
          platform: descriptor.platform,
          nested: depth > 1,
          statements: null,
        })
        return
      }
      if (blob.member !== null) referenced.add(blob.member.name)
      const document = asObject(parseJson(blob.bytes, `manifest ${descriptor.digest}`, limits))
      if (document === null) throw new Unreadable("invalid-manifest", `manifest ${descriptor.digest} is no object`)
      const kind = kindOf(document, descriptor)
      if (kind === "index") {
        if (depth >= limits.indexDepth)
          throw limitReached(LIMITS.indexDepth.help, limits.indexDepth, LIMITS.indexDepth.option)
        enqueue(queue, children(document, `index ${descriptor.digest}`, visit))
      } else if (kind === "image") {
        const image = planImage(container, document, visit, limits, referenced)
        visited.set(descriptor.digest, image)
        images.push(image)
      } else {
        const statements = readStatements(container, document, visit, limits)
        others.push({ kind, digest: descriptor.digest, platform: descriptor.platform, nested: depth > 1, statements })
        refer(container, document, referenced)
      }
    })
    if (problems.some(({ code }) => code === "limit-reached")) break
  }
  return { images, others, problems }
}

/** One by one: an index may list more than a call takes arguments. */
function enqueue(queue: Visit[], visits: readonly Visit[]): void {
  for (const visit of visits) queue.push(visit)
}

function children(index: JsonObject, what: string, parent: Visit | null): Visit[] {
  const manifests = fieldOf(index, "manifests", what) ?? []
  if (!Array.isArray(manifests)) throw new Unreadable("invalid-manifest", `${what}.manifests is no list`)
  const annotations = fieldOf(index, "annotations", what)
  const own = annotations === undefined ? [] : [{ name: what, json: { annotations } }]
  const documents = [...(parent?.documents ?? []), ...own]
  const descriptors = manifests.map((json, position) => decodeDescriptor(json, `${what}.manifests[${position}]`))
  const indexes = parent === null ? [] : [...(parent.place?.indexes ?? []), parent.descriptor.digest]
  // What stands beside images, such as an attestation, is for no platform.
  const platforms = descriptors.flatMap(({ platform }) =>
    platform === null || platform.os === "" || platform.os === "unknown" ? [] : [platform],
  )
  return descriptors.map((descriptor) => {
    const names = NAME_ANNOTATIONS.flatMap((key) => descriptor.annotations.get(key) ?? [])
    return {
      descriptor,
      depth: (parent?.depth ?? 0) + 1,
      names: names.length > 0 ? names : (parent?.names ?? []),
      annotations: new Map([...(parent?.annotations ?? []), ...descriptor.annotations]),
      documents,
      place: { platform: descriptor.platform, platforms, indexes },
    }
  })
}

const isLayer = (type: Json): boolean =>
  typeof type === "string" && LAYER_TYPES.some((prefix) => type.startsWith(prefix))

/** What a document is, by what it holds; its media type may only agree. Throws where it could be taken for two things. */
function kindOf(
  document: JsonObject,
  descriptor: Descriptor,
): "index" | "image" | "attestation" | "signature" | "artifact" {
  const what = `manifest ${descriptor.digest}`
  const manifests = fieldOf(document, "manifests", what)
  const layers = fieldOf(document, "layers", what)
  const config = fieldOf(document, "config", what)
  const mediaType = fieldOf(document, "mediaType", what)
  const isIndex = manifests !== undefined
  if (isIndex && (layers !== undefined || config !== undefined))
    throw new Unreadable(
      "ambiguous",
      `${what} is both an index and an image manifest, so that readers may differ on what it is`,
    )
  const saysIndex = typeof mediaType === "string" && /index|manifest\.list/.test(mediaType)
  const saysImage = typeof mediaType === "string" && /image\.manifest|distribution\.manifest\.v\d/.test(mediaType)
  if (isIndex ? saysImage : saysIndex)
    throw new Unreadable(
      "ambiguous",
      `${what} is not what its media type says, so that readers may differ on what it is`,
    )
  if (isIndex) return "index"
  const types = (Array.isArray(layers) ? layers : []).map((layer) => asObject(layer)?.["mediaType"] ?? "")
  const configType = asObject(config)?.["mediaType"] ?? ""
  const hasImageConfig = config !== undefined && CONFIG_TYPES.has(configType as string)
  if (hasImageConfig && types.some(isLayer)) {
    // Some runtimes run what has layers, whatever stands beside them and whatever an annotation calls it.
    if (!types.every((type) => type === "" || isLayer(type)))
      throw new Unreadable(
        "ambiguous",
        `${what} has layers of an image beside others, so that readers may differ on what it is`,
      )
    return "image"
  }
  if (descriptor.annotations.get("vnd.docker.reference.type") === "attestation-manifest") return "attestation"
  if (types.some((type) => typeof type === "string" && type.includes("simplesigning"))) return "signature"
  if (types.some((type) => typeof type === "string" && /in-toto|dsse/.test(type))) return "attestation"
  return hasImageConfig && types.every((type) => type === "") ? "image" : "artifact"
}

/** Plans the image of a manifest. OCI image-spec, manifest.md, and Docker's schema 2, which has the same form. */
export function planImage(
  container: Container,
  manifest: JsonObject,
  visit: Pick<Visit, "names" | "annotations" | "documents" | "place"> & {
    readonly descriptor: Pick<Descriptor, "digest" | "platform" | "mediaType">
  },
  limits: Limits,
  referenced: Set<string>,
): ImagePlan {
  const what = `manifest ${visit.descriptor.digest}`
  const configDescriptor = decodeDescriptor(fieldOf(manifest, "config", what), `${what}.config`)
  const configBlob = readBlob(container, configDescriptor, limits)
  if (configBlob === null)
    throw new Unreadable(
      "missing-blob",
      `${what} names the config ${configDescriptor.digest}, which is not in the archive; save the image again`,
    )
  if (configBlob.member !== null) referenced.add(configBlob.member.name)
  const configName = `config ${configDescriptor.digest}`
  const config =
    configBlob.member === null
      ? parseJson(configBlob.bytes, configName, limits)
      : readConfig(configBlob.member, limits).json
  const layers = fieldOf(manifest, "layers", what) ?? []
  if (!Array.isArray(layers)) throw new Unreadable("invalid-manifest", `${what}.layers is no list`)
  const mediaType = fieldOf(manifest, "mediaType", what)
  const own = platformOf(config)
  return {
    names: new Set(visit.names),
    manifestDigest: visit.descriptor.digest,
    manifestMediaType: typeof mediaType === "string" ? mediaType : visit.descriptor.mediaType || null,
    configDigest: configDescriptor.digest,
    config,
    platform: own.os !== "" || own.architecture !== "" ? own : (visit.descriptor.platform ?? own),
    annotations: new Map([...visit.annotations, ...decodeAnnotations(fieldOf(manifest, "annotations", what))]),
    layers: layers.map((layer, index) => planLayer(container, layer, `${what}.layers[${index}]`, referenced)),
    seenIn: new Set(["index.json"]),
    documents: [...visit.documents, { name: what, json: manifest }],
    place: visit.place,
    attestations: [],
    problems: [],
  }
}

function planLayer(container: Container, json: Json, what: string, referenced: Set<string>): LayerPlan {
  const descriptor = decodeDescriptor(json, what)
  const member = findBlob(container, descriptor.digest)
  if (member !== null) referenced.add(member.name)
  return {
    name: descriptor.digest,
    member,
    digest: descriptor.digest,
    size: descriptor.size,
    mediaType: descriptor.mediaType,
    urls: descriptor.urls,
  }
}

/** Marks the blobs of an artifact as referred to; what can't be followed is not ours to judge. */
function refer(container: Container, document: JsonObject, referenced: Set<string>): void {
  const layers = document["layers"] ?? document["blobs"]
  for (const json of [document["config"], ...(Array.isArray(layers) ? layers : [])]) {
    const digest = asObject(json)?.["digest"]
    const parts = typeof digest === "string" ? digest.split(":") : []
    if (parts.length === 2) referenced.add(`blobs/${parts[0]}/${parts[1]}`)
  }
}

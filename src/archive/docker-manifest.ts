import { LIMITS, parseDigest, type Limits, type Problem } from "../model/index.ts"
import { lookUp, type Container } from "./container.ts"
import { readConfig } from "./documents.ts"
import { asObject, fieldOf, type Json } from "./json.ts"
import { readLayerDocument } from "./layer-documents.ts"
import type { ImagePlan, LayerPlan } from "./plan.ts"
import { platformOf } from "./platform.ts"
import { limitReached, Unreadable } from "./unreadable.ts"

/**
 * The images of a `docker save` archive: `manifest.json` is an array of `{Config, RepoTags, Layers}` whose values are
 * member names. Keys are matched without regard to case, as Go does and jib needs.
 */
export function surveyDockerManifest(
  container: Container,
  entries: readonly Json[],
  limits: Limits,
  referenced: Set<string>,
): { readonly images: ImagePlan[]; readonly problems: Problem[] } {
  const images: ImagePlan[] = []
  const problems: Problem[] = []
  for (const [index, entry] of entries.entries()) {
    try {
      if (index >= limits.manifests)
        throw limitReached(LIMITS.manifests.help, limits.manifests, LIMITS.manifests.option)
      images.push(decodeEntry(container, entry, `manifest.json[${index}]`, limits, referenced))
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      problems.push({ code: error.code, message: error.message })
      if (index >= limits.manifests) break
    }
  }
  return { images, problems }
}

const HEX_NAME = /(?:^|[/:])([0-9a-f]{64})(?:\.json)?$/

function decodeEntry(
  container: Container,
  entry: Json,
  what: string,
  limits: Limits,
  referenced: Set<string>,
): ImagePlan {
  const object = asObject(entry)
  if (object === null) throw new Unreadable("invalid-manifest", `${what} is no object`)
  const configName = fieldOf(object, "Config", what)
  const layers = fieldOf(object, "Layers", what) ?? []
  if (typeof configName !== "string") throw new Unreadable("invalid-manifest", `${what} names no config`)
  if (!Array.isArray(layers) || !layers.every((layer) => typeof layer === "string"))
    throw new Unreadable("invalid-manifest", `${what}.Layers is no list of names`)
  const member = lookUp(container, configName)
  if (member === null)
    throw new Unreadable(
      "missing-blob",
      `${what} names the config ${configName}, which is not in the archive; save the image again`,
    )
  referenced.add(member.name)
  const named = HEX_NAME.exec(configName)?.[1]
  if (named === undefined && container.repeated.has(member.name))
    throw new Unreadable(
      "ambiguous",
      `the config ${member.name} is in the archive twice, so that readers may differ on what it says; save the image again`,
    )
  const { digest: configDigest, json: config } = readConfig(member, limits)
  if (named !== undefined && configDigest !== `sha256:${named}`)
    throw new Unreadable(
      "digest-mismatch",
      `the config ${configName} holds other bytes than its name says (they hash to ${configDigest}); the archive is damaged or was changed`,
    )
  const tags = fieldOf(object, "RepoTags", what)
  return {
    names: new Set(Array.isArray(tags) ? tags.filter((tag) => typeof tag === "string") : []),
    manifestDigest: null,
    manifestMediaType: null,
    configDigest,
    config,
    platform: platformOf(config),
    annotations: new Map(),
    layers: layers.map((name) => planLayer(container, name, referenced)),
    seenIn: new Set(["manifest.json"]),
    documents: layers.flatMap((name) => readLayerDocument(container, name, limits)),
    place: null,
    attestations: [],
    problems: [],
  }
}

function planLayer(container: Container, name: string, referenced: Set<string>): LayerPlan {
  const member = lookUp(container, name)
  if (member !== null) referenced.add(member.name)
  const [folder, algorithm, hex] = name.split("/")
  return {
    name,
    member,
    digest: folder === "blobs" ? parseDigest(`${algorithm}:${hex}`) : null,
    size: null,
    mediaType: "",
    urls: [],
  }
}

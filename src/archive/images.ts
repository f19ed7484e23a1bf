import {
  LIMITS,
  type ArchiveDocument,
  type Attestation,
  type Digest,
  type Filesystem,
  type IndexPlace,
  type Layer,
  type Limits,
  type Listing,
  type Platform,
  type Problem,
} from "../model/index.ts"
import { diffIdsOf } from "./declared.ts"
import type { Json } from "./json.ts"
import { readingOf, unpackListings } from "./layer-reading.ts"
import type { LayerRequest, LayerScan } from "./layer.ts"
import type { ImagePlan } from "./plan.ts"
import type { Perform } from "./pool.ts"
import { scanLayers } from "./scan-layers.ts"
import { limitReached } from "./unreadable.ts"

/** An image whose layers were read; its config is still as parsed. */
export interface ImageReading {
  readonly names: readonly string[]
  readonly manifestDigest: Digest | null
  readonly manifestMediaType: string | null
  readonly configDigest: Digest
  readonly config: Json
  readonly platform: Platform
  readonly annotations: ReadonlyMap<string, string>
  readonly attestations: readonly Attestation[]
  readonly documents: readonly ArchiveDocument[]
  readonly place: IndexPlace | null
  readonly layers: readonly Layer[]
  readonly files: Filesystem
  readonly problems: readonly Problem[]
}

const OVERLAY_LIMIT = 127

/** Makes one tree of the layers of an image. */
export type Merge = (listings: readonly (Listing | null)[]) => Filesystem

/** Reads the layers of all images, each blob once. Listings are merged while other threads still compute digests. */
export async function assemble(
  plans: readonly ImagePlan[],
  limits: Limits,
  request: LayerRequest,
  perform: Perform,
  merge: Merge,
): Promise<ImageReading[]> {
  const readable = plans.filter((plan) => plan.layers.length <= limits.layers)
  const { listed, whole } = await scanLayers(readable, request, perform)
  const listingOf = unpackListings(listed)
  const refusalOf = refuseTooMuch(limits, listed)
  const merged = plans.map((plan) => {
    const refusal = refusalOf(plan)
    const listings = refusal === null ? plan.layers.map(listingOf) : []
    return { plan, refusal, listings, files: merge(listings) }
  })
  const scans = await whole
  return merged.map(({ plan, refusal, listings, files }) => {
    const declared = diffIdsOf(plan.config)
    const layers = listings.map((listing, index) =>
      readingOf(plan.layers[index]!, index, declared[index] ?? null, scans, listing),
    )
    const problems: Problem[] = [...plan.problems]
    if (refusal !== null) problems.push(refusal)
    else if (plan.layers.length > OVERLAY_LIMIT)
      problems.push({
        code: "many-layers",
        message: `it has ${plan.layers.length} layers, and the overlay driver mounts ${OVERLAY_LIMIT} at most`,
      })
    problems.push(...layers.flatMap((layer) => layer.problems))
    return {
      names: namesOf(plan),
      manifestDigest: plan.manifestDigest,
      manifestMediaType: plan.manifestMediaType,
      configDigest: plan.configDigest,
      config: plan.config,
      platform: plan.platform,
      annotations: plan.annotations,
      attestations: plan.attestations,
      documents: plan.documents,
      place: plan.place,
      layers: layers.map(({ layer }) => layer),
      files,
      problems,
    }
  })
}

/** What is said of an image that has too many layers, or too many entries together with those before it; null of others. To be asked once for each, in order. */
function refuseTooMuch(limits: Limits, scans: ReadonlyMap<string, LayerScan>): (plan: ImagePlan) => Problem | null {
  const entryLimit = limits.entriesPerLayer * FULL_LAYERS
  let entries = 0
  return (plan) => {
    if (plan.layers.length > limits.layers)
      return limitProblem(`${LIMITS.layers.help}, of which it has ${plan.layers.length}`, limits.layers, "layers")
    entries += entriesOf(plan, scans)
    if (entries <= entryLimit) return null
    return limitProblem(
      `${LIMITS.entriesPerLayer.help}, five times over, in all images together`,
      entryLimit,
      "entriesPerLayer",
    )
  }
}

function limitProblem(what: string, limit: number, name: "layers" | "entriesPerLayer"): Problem {
  const { code, message } = limitReached(what, limit, LIMITS[name].option)
  return { code, message }
}

/** Layers full of entries that all images may have between them: one small blob may be named by a thousand images a thousand times. */
const FULL_LAYERS = 5

function entriesOf(plan: ImagePlan, scans: ReadonlyMap<string, LayerScan>): number {
  return plan.layers.reduce(
    (sum, { member }) => sum + ((member === null ? undefined : scans.get(member.name))?.listing.length ?? 0),
    0,
  )
}

/** What containerd writes before a name that Docker knows by itself. */
const DEFAULT_REGISTRY = /^docker\.io\/(?:library\/)?/

/** All names, but none twice: neither as its mere tag, as OCI layouts have it, nor with the registry that goes without saying. */
function namesOf(plan: ImagePlan): string[] {
  const names = [...plan.names]
  const tails = new Set(names.flatMap((name) => [tailAt(name, name.indexOf(":")), tailAt(name, name.lastIndexOf(":"))]))
  const isLongFor = (name: string): boolean =>
    DEFAULT_REGISTRY.test(name) && plan.names.has(name.replace(DEFAULT_REGISTRY, ""))
  return names.filter((name) => !tails.has(name) && !isLongFor(name)).toSorted()
}

const tailAt = (name: string, colon: number): string => (colon < 0 ? "" : name.slice(colon + 1))

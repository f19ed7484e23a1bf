import { LIMITS, type Digest, type Layer, type Limits, type Platform, type Problem } from "../model/index.ts"
import { diffIdsOf } from "./declared.ts"
import type { Json } from "./json.ts"
import { rememberLayers } from "./layer-reading.ts"
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
  readonly layers: readonly Layer[]
  readonly problems: readonly Problem[]
}

const OVERLAY_LIMIT = 127

/** Reads the layers of all images, each blob once. */
export async function assemble(
  plans: readonly ImagePlan[],
  limits: Limits,
  request: LayerRequest,
  perform: Perform,
): Promise<ImageReading[]> {
  const readable = plans.filter((plan) => plan.layers.length <= limits.layers)
  const scans = await scanLayers(readable, request, perform)
  const layerOf = rememberLayers(scans)
  const entryLimit = limits.entriesPerLayer * FULL_LAYERS
  let entries = 0
  return plans.map((plan) => {
    const declared = diffIdsOf(plan.config)
    const tooMany = plan.layers.length > limits.layers
    if (!tooMany) entries += entriesOf(plan, scans)
    const tooLarge = entries > entryLimit
    const results =
      tooMany || tooLarge ? [] : plan.layers.map((layer, index) => layerOf(layer, index, declared[index] ?? null))
    const problems: Problem[] = [...plan.problems]
    if (tooMany)
      problems.push(
        limitProblem(`${LIMITS.layers.help}, of which it has ${plan.layers.length}`, limits.layers, "layers"),
      )
    else if (tooLarge)
      problems.push(
        limitProblem(
          `${LIMITS.entriesPerLayer.help}, five times over, in all images together`,
          entryLimit,
          "entriesPerLayer",
        ),
      )
    else if (plan.layers.length > OVERLAY_LIMIT)
      problems.push({
        code: "many-layers",
        message: `it has ${plan.layers.length} layers, and the overlay driver mounts ${OVERLAY_LIMIT} at most`,
      })
    problems.push(...results.flatMap((result) => result.problems))
    return {
      names: namesOf(plan),
      manifestDigest: plan.manifestDigest,
      manifestMediaType: plan.manifestMediaType,
      configDigest: plan.configDigest,
      config: plan.config,
      platform: plan.platform,
      annotations: plan.annotations,
      layers: results.map((result) => result.layer),
      problems,
    }
  })
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

import {
  LIMITS,
  type Compression,
  type DiffId,
  type Digest,
  type Layer,
  type Limits,
  type Platform,
  type Problem,
} from "../model/index.ts"
import { unpack } from "./columns.ts"
import { sniffCompression } from "./compression.ts"
import type { FileMember } from "./container.ts"
import { asObject, fieldOf, type Json } from "./json.ts"
import type { Algorithm, LayerRequest, LayerScan } from "./layer.ts"
import type { ImagePlan, LayerPlan } from "./plan.ts"
import type { Perform } from "./pool.ts"
import { readSync } from "node:fs"
import type { Task } from "./tasks.ts"
import { limitReached, Unreadable } from "./unreadable.ts"

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
  const scans = await scanAll(readable, request, perform)
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
      problems.push({
        code: "limit-reached",
        message: `limit reached: ${LIMITS.layers.help} (it has ${plan.layers.length}, the limit is ${limits.layers}); raise it with ${LIMITS.layers.option} if you trust this image`,
      })
    else if (tooLarge) {
      const { code, message } = limitReached(
        `${LIMITS.entriesPerLayer.help}, five times over, in all images together`,
        entryLimit,
        LIMITS.entriesPerLayer.option,
      )
      problems.push({ code, message })
    } else if (plan.layers.length > OVERLAY_LIMIT)
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
  const isTagOf = (name: string): boolean => names.some((other) => other.endsWith(`:${name}`))
  const isLongFor = (name: string): boolean =>
    DEFAULT_REGISTRY.test(name) && plan.names.has(name.replace(DEFAULT_REGISTRY, ""))
  return names.filter((name) => !isTagOf(name) && !isLongFor(name)).toSorted()
}

function diffIdsOf(config: Json): readonly (string | null)[] {
  try {
    const rootfs = asObject(fieldOf(asObject(config) ?? {}, "rootfs", "the config"))
    const list = fieldOf(rootfs ?? {}, "diff_ids", "the config")
    return Array.isArray(list) ? list.map((id) => (typeof id === "string" ? id : null)) : []
  } catch (error) {
    if (error instanceof Unreadable) return []
    throw error
  }
}

const algorithmOf = (digest: string | null): Algorithm => (digest?.startsWith("sha512:") ? "sha512" : "sha256")

/** One scan for each distinct blob, by the blob's name. */
async function scanAll(
  plans: readonly ImagePlan[],
  request: LayerRequest,
  perform: Perform,
): Promise<ReadonlyMap<string, LayerScan>> {
  const scans = new Map<string, LayerScan>()
  const wanted = new Map<
    string,
    { readonly member: FileMember; readonly stored: Set<Algorithm>; readonly uncompressed: Set<Algorithm> }
  >()
  for (const plan of plans) {
    const diffIds = diffIdsOf(plan.config)
    for (const [index, { member, digest }] of plan.layers.entries()) {
      if (member === null) continue
      if (member.body.at === "memory") {
        if (member.body.scan !== null) scans.set(member.name, member.body.scan)
        continue
      }
      const known = wanted.get(member.name) ?? { member, stored: new Set(), uncompressed: new Set() }
      known.stored.add(algorithmOf(digest))
      known.uncompressed.add(algorithmOf(diffIds[index] ?? null))
      wanted.set(member.name, known)
    }
  }
  const tasks: { readonly name: string; readonly task: Task }[] = []
  for (const [name, { member, stored, uncompressed }] of wanted) {
    if (member.body.at !== "offset") continue
    const range = { fd: member.body.fd, offset: member.body.offset, size: member.size }
    const compression = sniffRange(range)
    const isPlain = compression === "none"
    const digests = [...new Set([...stored, ...(isPlain ? uncompressed : [])])]
    const layer = (own: Pick<LayerRequest, "stored" | "uncompressed">): Task => ({
      kind: "layer",
      compression,
      ...range,
      request: { ...request, ...own },
    })
    // Half of the work on a plain layer is its digest, which needs nothing of the other half: two threads may share it.
    if (isPlain && member.size >= WORTH_SPLITTING) {
      tasks.push(
        { name, task: layer({ stored: [], uncompressed: [] }) },
        { name, task: { kind: "digest", ...range, algorithms: digests } },
      )
    } else tasks.push({ name, task: layer({ stored: digests, uncompressed: isPlain ? [] : [...uncompressed] }) })
  }
  const results = await perform(tasks.map(({ task }) => task))
  for (const [index, { name }] of tasks.entries()) {
    const result = results[index]!
    if (result.kind === "layer") scans.set(name, result.scan)
    else if (result.kind === "digest") {
      const scan = scans.get(name)!
      const problems = result.problem === null ? scan.problems : [...scan.problems, result.problem]
      const tarDigests = scan.tarBytes === 0 && scan.storedBytes > 0 ? [] : result.digests
      scans.set(name, {
        ...scan,
        storedDigests: result.digests,
        tarDigests,
        problems,
        complete: scan.complete && result.problem === null,
      })
    }
  }
  return scans
}

const WORTH_SPLITTING = 8 * 1024 * 1024

/** How a range is compressed; a compression that is not supported counts as none here, and is reported when the layer is read. */
function sniffRange({
  fd,
  offset,
  size,
}: {
  readonly fd: number
  readonly offset: number
  readonly size: number
}): Compression {
  const head = new Uint8Array(Math.min(6, size))
  readSync(fd, head, 0, head.length, offset)
  try {
    return sniffCompression(head)
  } catch (error) {
    if (error instanceof Unreadable) return "none"
    throw error
  }
}

/** Several images may share a blob: its listing is unpacked once. */
function rememberLayers(
  scans: ReadonlyMap<string, LayerScan>,
): (
  plan: LayerPlan,
  index: number,
  diffId: string | null,
) => { readonly layer: Layer; readonly problems: readonly Problem[] } {
  const listings = new Map<LayerScan, ReturnType<typeof unpack>>()
  return (plan, index, diffId) => {
    const scan = plan.member === null ? undefined : scans.get(plan.member.name)
    if (scan === undefined || isEncrypted(plan)) return absentLayer(plan, index, diffId)
    const listing = listings.get(scan) ?? unpack(scan.listing)
    listings.set(scan, listing)
    const where = `layer ${index} (${short(plan.name)})`
    const problems: Problem[] = scan.problems.map((problem) => ({
      ...problem,
      message: `${where}: ${problem.message}${problem.path === undefined ? "" : `, at ${problem.path}`}`,
      layer: index,
    }))
    problems.push(...mismatches(plan, scan, where, index, diffId))
    const digest = pick(scan.storedDigests, plan.digest) as Digest
    return {
      layer: {
        index,
        digest,
        diffId: pick(scan.tarDigests, diffId) as DiffId,
        mediaType: plan.mediaType,
        compression: scan.compression,
        archiveBytes: scan.storedBytes,
        tarBytes: scan.tarBytes,
        listing,
        captures: new Map(scan.captures),
        complete: scan.complete && !problems.some(({ code }) => code.endsWith("-mismatch")),
      },
      problems,
    }
  }
}

/** `…+encrypted`, containers/ocicrypt. */
const isEncrypted = (plan: LayerPlan): boolean => plan.mediaType.endsWith("+encrypted")

const short = (name: string): string => name.replace(/([0-9a-f]{12})[0-9a-f]{52,}/g, "$1")

/** The computed digest of the algorithm that the declared one has. */
const pick = (digests: readonly string[], declared: string | null): string =>
  digests.find((digest) => digest.split(":")[0] === algorithmOf(declared)) ?? digests[0] ?? ""

const WORDS: Record<Compression, string> = { none: "no compression", gzip: "gzip", zstd: "zstd" }

/** The compression that a media type names; null where it names none that we know. OCI image-spec, layer.md. */
function compressionSaid(mediaType: string): Compression | null {
  const ending = /\.tar(?:[.+](gzip|zstd))?$/.exec(mediaType)
  return ending === null ? null : ((ending[1] as Compression | undefined) ?? "none")
}

function mismatches(plan: LayerPlan, scan: LayerScan, where: string, layer: number, diffId: string | null): Problem[] {
  const problems: Problem[] = []
  const cause = "the archive is damaged or was changed; save the image again and compare"
  const actual = pick(scan.storedDigests, plan.digest)
  if (plan.digest !== null && actual !== plan.digest)
    problems.push({
      code: "digest-mismatch",
      layer,
      message: `${where}: its bytes hash to ${actual}, not to the digest that names them; ${cause}`,
    })
  if (plan.size !== null && plan.size !== scan.storedBytes)
    problems.push({
      code: "size-mismatch",
      layer,
      message: `${where}: it has ${scan.storedBytes} bytes where its descriptor says ${plan.size}; ${cause}`,
    })
  const said = compressionSaid(plan.mediaType)
  if (said !== null && said !== scan.compression)
    problems.push({
      code: "odd-media-type",
      layer,
      message: `${where}: its media type speaks of ${WORDS[said]}, its bytes are ${WORDS[scan.compression]}; it was read as what it is`,
    })
  const actualDiffId = pick(scan.tarDigests, diffId)
  if (diffId !== null && actualDiffId !== "" && actualDiffId !== diffId)
    problems.push({
      code: "diff-id-mismatch",
      layer,
      message: `${where}: uncompressed it hashes to ${actualDiffId}, not to the diff id ${diffId} in the config; ${cause}`,
    })
  return problems
}

function absentLayer(
  plan: LayerPlan,
  index: number,
  diffId: string | null,
): { readonly layer: Layer; readonly problems: readonly Problem[] } {
  const where = `layer ${index} (${short(plan.name)})`
  const isForeign = plan.urls.length > 0 || /foreign|nondistributable/.test(plan.mediaType)
  const problem: Problem = isEncrypted(plan)
    ? {
        code: "encrypted-layer",
        layer: index,
        message: `${where}: it is encrypted, so nothing in it was looked at and all totals lack it; audit the image before it is encrypted`,
      }
    : plan.member !== null
      ? { code: "unsupported-layer", layer: index, message: `${where}: it is a small document where a layer should be` }
      : isForeign
        ? {
            code: "foreign-layer",
            layer: index,
            message: `${where}: it lives elsewhere and is not in the archive, so nothing in it was looked at and all totals lack it`,
          }
        : {
            code: "missing-blob",
            layer: index,
            message: `${where}: it is not in the archive, so nothing in it was looked at and all totals lack it; pull the image whole and save it again`,
          }
  const compression: Compression = "none"
  return {
    layer: {
      index,
      digest: plan.digest ?? "",
      diffId: (diffId ?? "") as DiffId | "",
      mediaType: plan.mediaType,
      compression,
      archiveBytes: 0,
      tarBytes: 0,
      listing: null,
      captures: new Map(),
      complete: false,
    },
    problems: [problem],
  }
}

import type { Compression, DiffId, Digest, Layer, Listing, Problem } from "../model/index.ts"
import { unpack } from "./columns.ts"
import { algorithmOf } from "./declared.ts"
import { NOTHING_SEEN } from "./inspection.ts"
import type { LayerScan } from "./layer.ts"
import type { LayerPlan } from "./plan.ts"

/** Unpacks the listings of layers, null for a layer without one. Several images may share a blob: its listing is unpacked once. */
export function unpackListings(scans: ReadonlyMap<string, LayerScan>): (plan: LayerPlan) => Listing | null {
  const listings = new Map<LayerScan, Listing>()
  return (plan) => {
    const scan = scanOf(plan, scans)
    if (scan === null) return null
    const listing = listings.get(scan) ?? unpack(scan.listing)
    listings.set(scan, listing)
    return listing
  }
}

function scanOf(plan: LayerPlan, scans: ReadonlyMap<string, LayerScan>): LayerScan | null {
  return plan.member === null || isEncrypted(plan) ? null : (scans.get(plan.member.name) ?? null)
}

interface LayerReading {
  readonly layer: Layer
  readonly problems: readonly Problem[]
}

/** The layer at `index` of an image, and what is wrong with it. */
export function readingOf(
  plan: LayerPlan,
  index: number,
  diffId: string | null,
  scans: ReadonlyMap<string, LayerScan>,
  listing: Listing | null,
): LayerReading {
  const scan = scanOf(plan, scans)
  if (scan === null) return absentLayer(plan, index, diffId)
  const where = `layer ${index} (${short(plan.name)})`
  const problems: Problem[] = scan.problems.map((problem) => ({
    ...problem,
    message: `${where}: ${problem.message}${problem.path === undefined ? "" : `, at ${problem.path}`}`,
    layer: index,
  }))
  problems.push(...mismatches(plan, scan, where, index, diffId))
  return {
    layer: {
      index,
      digest: (pick(scan.storedDigests, plan.digest) || (plan.digest ?? "")) as Digest,
      diffId: (pick(scan.tarDigests, diffId) || (diffId ?? "")) as DiffId,
      mediaType: plan.mediaType,
      compression: scan.compression,
      archiveBytes: scan.storedBytes,
      tarBytes: scan.tarBytes,
      listing,
      captures: new Map(scan.captures),
      capabilities: new Map(scan.capabilities),
      facts: new Map(scan.facts),
      sightings: scan.sightings,
      sightingsOmitted: scan.sightingsOmitted,
      unopened: scan.unopened,
      complete: scan.complete && !problems.some(({ code }) => code.endsWith("-mismatch")),
    },
    problems,
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
  // Of a blob that could not be read to its end nothing is known that could be compared.
  const isRead = actual !== ""
  if (isRead && plan.digest !== null && actual !== plan.digest)
    problems.push({
      code: "digest-mismatch",
      layer,
      message: `${where}: its bytes hash to ${actual}, not to the digest that names them; ${cause}`,
    })
  if (isRead && plan.size !== null && plan.size !== scan.storedBytes)
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

function absentLayer(plan: LayerPlan, index: number, diffId: string | null): LayerReading {
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
      capabilities: new Map(),
      facts: new Map(),
      ...NOTHING_SEEN,
      complete: false,
    },
    problems: [problem],
  }
}

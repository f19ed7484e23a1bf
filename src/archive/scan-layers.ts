import { readSync } from "node:fs"
import type { Compression } from "../model/index.ts"
import { sniffCompression } from "./compression.ts"
import type { FileMember } from "./container.ts"
import { algorithmOf, diffIdsOf } from "./declared.ts"
import type { Algorithm, LayerRequest, LayerScan } from "./layer.ts"
import type { ImagePlan } from "./plan.ts"
import type { Perform } from "./pool.ts"
import type { Task, TaskResult } from "./tasks.ts"
import { Unreadable } from "./unreadable.ts"

/** The digest of the stored bytes is half of the work on a plain layer, and needs nothing of the other half: two threads may share a large one. */
const WORTH_SPLITTING = 8 * 1024 * 1024

type DigestResult = Extract<TaskResult, { readonly kind: "digest" }>

/** A blob that is wanted, and the digests that are declared of it. */
interface Wanted {
  readonly member: FileMember
  readonly stored: Set<Algorithm>
  readonly uncompressed: Set<Algorithm>
}

/** What reading the layers of an archive gives, by the name of the blob's member. */
export interface LayerScans {
  /** All but the digests that other threads still compute. */
  readonly listed: ReadonlyMap<string, LayerScan>
  readonly whole: Promise<ReadonlyMap<string, LayerScan>>
}

/** Reads the layers of all plans, each distinct blob once. Resolves as soon as all are listed. */
export async function scanLayers(
  plans: readonly ImagePlan[],
  request: LayerRequest,
  perform: Perform,
): Promise<LayerScans> {
  const listed = new Map<string, LayerScan>()
  const work = [...wantedBlobs(plans, listed)].flatMap((wanted) =>
    tasksFor(wanted, request).map((task) => ({ name: wanted.member.name, task })),
  )
  const results = perform(work.map(({ task }) => task))
  const all = Promise.all(results)
  // An error comes to whoever waits for the digests; until somebody does, it is none that nobody handles.
  all.catch(() => undefined)
  for (const [index, { name, task }] of work.entries()) {
    const result = task.kind === "layer" ? await results[index]! : null
    if (result?.kind === "layer") listed.set(name, result.scan)
  }
  const names = work.map(({ name }) => name)
  return { listed, whole: all.then((done) => digested(listed, names, done)) }
}

function digested(
  listed: ReadonlyMap<string, LayerScan>,
  names: readonly string[],
  results: readonly TaskResult[],
): ReadonlyMap<string, LayerScan> {
  const scans = new Map(listed)
  for (const [index, result] of results.entries()) {
    const name = names[index]!
    if (result.kind === "digest") scans.set(name, withDigests(scans.get(name)!, result))
  }
  return scans
}

/** Every blob that is still to be read; what was read in passing goes to `scans`. */
function wantedBlobs(plans: readonly ImagePlan[], scans: Map<string, LayerScan>): Iterable<Wanted> {
  const wanted = new Map<string, Wanted>()
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
  return wanted.values()
}

function tasksFor({ member, stored, uncompressed }: Wanted, request: LayerRequest): Task[] {
  if (member.body.at !== "offset") return []
  const range = { fd: member.body.fd, offset: member.body.offset, size: member.size, isCut: member.isCut }
  const compression = sniffRange(range)
  const layer = (own: Pick<LayerRequest, "stored" | "uncompressed">): Task => ({
    kind: "layer",
    compression,
    ...range,
    request: { ...request, ...own },
  })
  const isPlain = compression === "none"
  const digests = isPlain ? [...new Set([...stored, ...uncompressed])] : [...stored]
  const inside = isPlain ? [] : [...uncompressed]
  if (member.size < WORTH_SPLITTING) return [layer({ stored: digests, uncompressed: inside })]
  return [layer({ stored: [], uncompressed: inside }), { kind: "digest", ...range, algorithms: digests }]
}

/** A layer's scan with what the other task computed. Where that could not read to the end, neither could this. */
function withDigests(scan: LayerScan, { digests, problem }: DigestResult): LayerScan {
  if (problem !== null) return { ...scan, complete: false, problems: scan.complete ? [problem] : scan.problems }
  // A plain tar's digest is its diff id; bytes in a compression that is not read are no tar.
  const isTar = scan.compression === "none" && (scan.tarBytes > 0 || scan.storedBytes === 0)
  return { ...scan, storedDigests: digests, tarDigests: isTar ? digests : scan.tarDigests }
}

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

import { partsOf, type AcceptedGrowth, type BaselineImage, type ReportImage } from "../../model/index.ts"
import { mergedParts } from "../budgets/index.ts"
import { recordedSizes } from "./sizes.ts"
import { isNewer, versionOf } from "./version.ts"

/** A baseline of one image that is stricter than before, and what became stricter. */
export interface Tightened {
  readonly image: BaselineImage
  readonly lowered: readonly { readonly key: string; readonly before: number; readonly after: number }[]
  /** What is no longer found. */
  readonly gone: readonly string[]
  /** Accepted growth that is taken out: its day has passed, or the size that it was measured from is lower now. */
  readonly dropped: readonly AcceptedGrowth[]
}

/**
 * Lowers what became smaller and drops what is of no use any more; adds and raises nothing. Without a look at contents
 * nobody knows which findings are gone.
 */
export function tighten(before: BaselineImage, image: ReportImage, today: string, sawContents: boolean): Tightened {
  const now = recordedSizes(image)
  const lowered = Object.entries(before.sizes).flatMap(([key, size]) => {
    const after = Object.hasOwn(now, key) ? (now[key] ?? size) : size
    return after < size ? [{ key, before: size, after }] : []
  })
  const found = new Set(image.findings.map(({ fingerprint }) => fingerprint))
  // What a list leaves out may still be there.
  const isGone = (fingerprint: string): boolean => sawContents && image.findingsOmitted === 0 && !found.has(fingerprint)
  const shrunk = new Set(lowered.map(({ key }) => key))
  const dropped = before.growth.filter(
    ({ budget, expires }) => shrunk.has(budget) || (expires !== undefined && expires < today),
  )
  const version = versionOf(image)
  return {
    image: {
      ...before,
      ...(lowered.length > 0 && version !== null && isNewer(version, before.version) ? { version } : {}),
      sizes: { ...before.sizes, ...Object.fromEntries(lowered.map(({ key, after }) => [key, after])) },
      ...(lowered.length === 0 ? {} : lowest(before, image)),
      accepted: before.accepted.filter(({ fingerprint }) => !isGone(fingerprint)),
      growth: before.growth.filter((one) => !dropped.includes(one)),
    },
    lowered,
    gone: before.accepted.filter(({ fingerprint }) => isGone(fingerprint)).map(({ what }) => what),
    dropped,
  }
}

/** Parts as they were, or as small as they are now; those that are gone are left out. */
function lowest({ parts, depth }: BaselineImage, image: ReportImage): Pick<BaselineImage, "parts" | "depth"> {
  const common = Math.min(depth, image.directories.depth)
  const now = mergedParts(partsOf(image), common)
  const before = mergedParts(
    Object.entries(parts).map(([name, bytes]) => ({ name, bytes, layer: 0 })),
    common,
  )
  const lowered = [...before.values()].flatMap(({ name, bytes }): [string, number][] => {
    const after = now.get(name)
    return after === undefined ? [] : [[name, Math.min(bytes, after.bytes)]]
  })
  return { parts: Object.fromEntries(lowered), depth: common }
}
